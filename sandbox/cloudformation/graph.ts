import { ServiceError } from '../protocol/service-error';
import { referencesIn } from './intrinsics';
import type { Stack } from './stack';
import type { ResourceDefinition, Template } from './template';

/** What depends on what, and an order in which nothing comes before what it depends on. */
export interface Graph {
  readonly order: readonly string[];
  dependenciesOf(logicalId: string): readonly string[];
}

/** @throws ServiceError `ValidationError` when resources depend on each other in a circle */
export function graphOf(resources: ReadonlyMap<string, ResourceDefinition>): Graph {
  const edges = new Map([...resources].map(([logicalId, definition]) => [logicalId, dependencies(definition, resources)]));
  const order: string[] = [];
  const state = new Map<string, 'VISITING' | 'VISITED'>();
  const visit = (logicalId: string): void => {
    if (state.get(logicalId) === 'VISITED') return;
    if (state.get(logicalId) === 'VISITING') {
      const circle = [...state].filter(([, value]) => value === 'VISITING').map(([name]) => name);
      throw new ServiceError('ValidationError', `Circular dependency between resources: [${circle.join(', ')}]`);
    }
    state.set(logicalId, 'VISITING');
    edges.get(logicalId)?.forEach(visit);
    state.set(logicalId, 'VISITED');
    order.push(logicalId);
  };
  for (const logicalId of resources.keys()) visit(logicalId);
  return { order, dependenciesOf: (logicalId) => edges.get(logicalId) ?? [] };
}

/** The resources of a stack, with the dependencies that a template declares. Resources that are not in the template have those that they were deployed with. */
export function graphOfExisting(stack: Stack, template: Template): Graph {
  const definitions = [...stack.resources.values()].map((resource): [string, ResourceDefinition] =>
    [resource.logicalId, template.Resources[resource.logicalId] ?? resource.definition]);
  return graphOf(new Map(definitions));
}

/** The same resources, each after everything that depends on it: the order of deletions. */
export function reversed(graph: Graph): Graph {
  const dependents = new Map<string, string[]>();
  for (const logicalId of graph.order) {
    for (const dependency of graph.dependenciesOf(logicalId)) {
      dependents.set(dependency, [...(dependents.get(dependency) ?? []), logicalId]);
    }
  }
  return { order: graph.order.toReversed(), dependenciesOf: (logicalId) => dependents.get(logicalId) ?? [] };
}

/** Visits every resource once all it depends on have been visited, as many at a time as that allows. */
export async function walk(graph: Graph, visit: (logicalId: string) => Promise<void>): Promise<void> {
  const visited = new Map<string, Promise<void>>();
  for (const logicalId of graph.order) {
    const before = graph.dependenciesOf(logicalId).map((dependency) => visited.get(dependency));
    visited.set(logicalId, Promise.all(before).then(() => visit(logicalId)));
  }
  await Promise.all(visited.values());
}

function dependencies(definition: ResourceDefinition, resources: ReadonlyMap<string, ResourceDefinition>): string[] {
  const explicit = [definition.DependsOn ?? []].flat();
  return [...new Set([...explicit, ...implicitDependencies(definition)])].filter((logicalId) => resources.has(logicalId));
}

/** The implicit dependencies of each definition. A definition never changes, so they are found once for all operations of a stack. */
const implicit = new WeakMap<ResourceDefinition, readonly string[]>();

function implicitDependencies(definition: ResourceDefinition): readonly string[] {
  const known = implicit.get(definition) ?? referencesIn(definition.Properties);
  implicit.set(definition, known);
  return known;
}
