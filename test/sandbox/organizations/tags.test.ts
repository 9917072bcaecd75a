import { ListTagsForResourceCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-organizations';
import { MANAGEMENT } from '../../support/ids';
import { constraint, MEMBER, OrganizationsWorld } from '../../support/organizations-world';
import { exception } from '../../support/refusals';

const UNIT = 'ou-aaaa-11111111';

let world: OrganizationsWorld;
beforeEach(() => {
  world = new OrganizationsWorld({ organization: { organizationalUnits: { Workloads: UNIT }, accounts: [{ id: MEMBER, tags: { team: 'payments' } }] } });
});

function tag(ResourceId: string, tags: Record<string, string>): Promise<object> {
  return world.in(MANAGEMENT).send(new TagResourceCommand({ ResourceId, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }));
}

async function tagsOf(ResourceId: string): Promise<Record<string, string | undefined>> {
  const { Tags = [] } = await world.in(MANAGEMENT).send(new ListTagsForResourceCommand({ ResourceId }));
  return Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
}

test('tags are added, changed and taken away', async () => {
  await tag(MEMBER, { stage: 'production' });
  await tag(MEMBER, { stage: 'test', owner: 'ada' });
  await world.in(MANAGEMENT).send(new UntagResourceCommand({ ResourceId: MEMBER, TagKeys: ['owner', 'unknown'] }));
  await expect(tagsOf(MEMBER)).resolves.toEqual({ team: 'payments', stage: 'test' });
});

test('organizational units and the root have tags too', async () => {
  for (const id of [UNIT, world.organization.rootId]) {
    await tag(id, { id });
    await expect(tagsOf(id)).resolves.toEqual({ id });
  }
});

test('a resource has 50 tags at most', async () => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, number) => [`key${number}`, '']));
  await expect(tag(MEMBER, many)).rejects.toThrow(constraint('MAX_TAG_LIMIT_EXCEEDED'));
  await expect(tagsOf(MEMBER)).resolves.toEqual({ team: 'payments' });
  await expect(tag(UNIT, many)).resolves.toBeDefined();
});

test.each(['999999999999', 'ou-zzzz-99999999', 'r-zzzz'])('%s, which the organization doesn\'t have, has no tags', async (id) => {
  const refusal = exception('TargetNotFoundException', 'You specified a target that doesn\'t exist.');
  await expect(tag(id, {})).rejects.toThrow(refusal);
  await expect(tagsOf(id)).rejects.toThrow(refusal);
});
