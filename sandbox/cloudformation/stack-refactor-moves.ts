import { NESTED_STACK } from './nested-stacks';
import { NotEmulated } from '../protocol/service-error';
import type { Stack } from './stack';
import { isSamePlace, RefactoredStack, ResourceLocation, ResourceMove } from './stack-refactor';

/** Types that CloudFormation doesn't refactor, as far as the sandbox has them: those that it lists, and those whose resources can't be updated. */
const UNSUPPORTED = /^(Custom::.*|AWS::CloudFormation::(CustomResource|WaitConditionHandle)|AWS::Lambda::Permission|AWS::SSO::Assignment)$/;

/** What the CDK leaves where it is. */
const METADATA = 'AWS::CDK::Metadata';

/** A refactor that CloudFormation doesn't take. */
export class RefactorRefused extends Error {
  /** @param stack in which the reason is found */
  constructor(stack: Stack, reason: string) {
    super(`${stack.id}: ${reason}`);
  }
}

/** Where a resource is, and where it is to be, as a request has it. */
export interface MappedMove {
  readonly source: ResourceLocation;
  readonly destination: ResourceLocation;
}

/**
 * The resources that change their place: those that a request maps, and those that leave a stack and come into another by the same logical id.
 *
 * @param movesBesideUnsupported whether only what moves has to be of a type that can be refactored, and not all that these stacks have
 * @throws RefactorRefused if something else than places would change, or if a resource can't be moved
 */
export function movesOf(refactored: readonly RefactoredStack[], mapped: readonly MappedMove[], movesBesideUnsupported: boolean): ResourceMove[] {
  const gone = refactored.flatMap(({ stack, target }) => placesIn(stack, [...stack.resources.keys()].filter((id) => !target.template.Resources[id])));
  const come = refactored.flatMap(({ stack, target }) => placesIn(stack, Object.keys(target.template.Resources).filter((id) => !stack.resources.has(id))));
  for (const { source, destination } of mapped) {
    const isMoved = gone.some((each) => isSamePlace(each, source)) && come.some((each) => isSamePlace(each, destination));
    if (!isMoved) {
      throw new RefactorRefused(source.stack, `The resource ${source.logicalId} defined in the resources mapping did no move from its original stack ${source.stack.name}. `
        + 'Review your stack template desired state.');
    }
  }
  const unmapped = gone.filter((source) => !mapped.some((each) => isSamePlace(each.source, source)));
  const found = unmapped.map((source) => ({ source, destination: sameLogicalId(source, come) }));
  const all = [...mapped.map((each) => ({ ...each, isMapped: true })), ...found.map((each) => ({ ...each, isMapped: false }))];
  const strange = come.find((place) => !all.some(({ destination }) => isSamePlace(destination, place)));
  if (strange) throw new RefactorRefused(strange.stack, `Resource ${strange.logicalId} is new. A refactor creates no resources.`);
  const moves = all.map((each) => ({ ...each, resource: resourceAt(each.source) }));
  checkTypes(refactored, moves, movesBesideUnsupported);
  return moves;
}

function placesIn(stack: Stack, logicalIds: readonly string[]): ResourceLocation[] {
  return logicalIds.map((logicalId) => ({ stack, logicalId }));
}

function sameLogicalId(source: ResourceLocation, come: readonly ResourceLocation[]): ResourceLocation {
  const [place, ...others] = come.filter(({ logicalId }) => logicalId === source.logicalId);
  if (place && others.length === 0) return place;
  throw new RefactorRefused(source.stack, place
    ? `Resource ${source.logicalId} can't be refactored into several stacks.`
    : `Resource ${source.logicalId} isn't in any of the templates. A refactor deletes no resources.`);
}

function resourceAt({ stack, logicalId }: ResourceLocation): ResourceMove['resource'] {
  const resource = stack.resources.get(logicalId);
  if (!resource) throw new RefactorRefused(stack, `Resource ${logicalId} does not exist`);
  return resource;
}

function checkTypes(refactored: readonly RefactoredStack[], moves: readonly ResourceMove[], movesBesideUnsupported: boolean): void {
  const moved = moves.map(({ source: { stack }, resource: { type } }) => ({ stack, type }));
  const held = refactored.flatMap(({ stack }) => [...stack.resources.values()].map(({ type }) => ({ stack, type })));
  const nested = held.find(({ type }) => type === NESTED_STACK);
  if (nested) throw new NotEmulated(`the refactoring of a stack with nested stacks (${nested.stack.name})`);
  const unsupported = moved.find(({ type }) => type === METADATA) ?? (movesBesideUnsupported ? moved : held).find(({ type }) => UNSUPPORTED.test(type));
  if (unsupported) throw new RefactorRefused(unsupported.stack, `Stack Refactor does not support ${unsupported.type}.`);
}
