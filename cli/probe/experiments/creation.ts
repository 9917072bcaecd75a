import type { Seen } from '../../../sandbox/seed/probe-result';
import { answerOf } from '../answer';
import type { Made, ProbedStore, ProbingCaller } from '../probed-store';
import { formOf } from '../words';

const SECOND = 1_000;

/** As much as is looked at of what somebody has made. */
interface Provenance {
  readonly CreatedAt?: Date | undefined;
  readonly UpdatedAt?: Date | undefined;
  readonly CreatedBy?: string | undefined;
  readonly ExternalIds?: readonly { readonly Issuer: string | undefined }[] | undefined;
}

/** What the store says of who has made something, and when. */
export async function creation(store: ProbedStore): Promise<Seen> {
  const user = await store.user('plain');
  const other = await store.user('other');
  const group = await store.group('plain');
  await store.settled();
  const described: readonly (readonly [Made, Provenance])[] = [
    [user, answerOf(await store.calls.describeUser(user.id))],
    [other, answerOf(await store.calls.describeUser(other.id))],
    [group, answerOf(await store.calls.describeGroup(group.id))],
  ];
  const [[, first]] = described as readonly [readonly [Made, Provenance]];
  return {
    createdBy: whoseName(first.CreatedBy, store.caller),
    ...(first.CreatedBy !== undefined && { createdByForm: formOf(first.CreatedBy) }),
    ...clock(described),
    answers: store.isDated() ? 'DATED' : 'NOT_DATED',
    externalIdsOfOwn: first.ExternalIds?.[0] ? formOf(first.ExternalIds[0].Issuer ?? '') : 'NONE',
  };
}

function whoseName(createdBy: string | undefined, { account, arn, userId }: ProbingCaller): string {
  const [, role] = /:assumed-role\/([^/]+)\//.exec(arn) ?? [];
  switch (createdBy) {
    case undefined: return 'ABSENT';
    case arn: return 'ARN_OF_CALLER';
    case account: return 'ACCOUNT';
    case userId: return 'ID_OF_CALLER';
    default: return role !== undefined && createdBy.endsWith(`/${role}`) ? 'ROLE_WITHOUT_SESSION' : 'OTHER';
  }
}

/** The service took each time between the moments of this computer's clock at which a request was sent and answered. */
function clock(described: readonly (readonly [Made, Provenance])[]): Seen {
  const times = described.flatMap(([, { CreatedAt, UpdatedAt }]) => [CreatedAt, UpdatedAt]).flatMap((time) => (time ? [time.getTime()] : []));
  if (times.length === 0) return { timesOf: 'NONE' };
  const areWhole = times.every((time) => time % SECOND === 0);
  const bounds = described.flatMap(([{ sentAt, answeredAt }, { CreatedAt }]) =>
    (CreatedAt ? [{ least: CreatedAt.getTime() - answeredAt, most: CreatedAt.getTime() - sentAt + (areWhole ? SECOND - 1 : 0) }] : []));
  return {
    timesOf: areWhole ? 'SECONDS' : 'MILLISECONDS',
    clockAheadAtLeast: Math.max(...bounds.map(({ least }) => least)),
    clockAheadAtMost: Math.min(...bounds.map(({ most }) => most)),
  };
}
