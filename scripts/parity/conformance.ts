import type { RecordedAnswer } from './recorder';
import type { ServiceModel, Shape } from './service-models';

/** Members that the protocol adds to an exception. */
const OF_PROTOCOL = ['__type', 'message'];

/** What of an answer isn't as the model of its service has it: each with its place. */
export function differencesOf(model: ServiceModel, { operation, status, body }: Pick<RecordedAnswer, 'operation' | 'status' | 'body'>): string[] {
  const described = model.operations[operation];
  if (!described) return ['the model has no such operation'];
  const answer = JSON.parse(body) as Record<string, unknown>;
  if (status !== 200) return differencesOfException(model, described.errors ?? [], answer);
  if (!described.output) return Object.keys(answer).map((name) => `${name} is unknown`);
  return differences(model, described.output.shape, answer, '');
}

function differencesOfException(model: ServiceModel, errors: readonly { readonly shape: string }[], exception: Record<string, unknown>): string[] {
  const { __type: type, ...answer } = exception;
  const name = String(type).split('#').pop() as string;
  if (!errors.some(({ shape }) => shape === name)) return [`${name}: the operation has no such exception`];
  const members = Object.fromEntries(Object.entries(answer).filter(([member]) => !OF_PROTOCOL.includes(member)));
  return differences(model, name, members, name);
}

/** The place of a member: `Users[].UserId`. */
function within(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}

function differences(model: ServiceModel, name: string, value: unknown, place: string): string[] {
  const shape = model.shapes[name] as Shape;
  if (shape.document) return [];
  switch (shape.type) {
    case 'structure': return differencesOfStructure(model, shape, value, place);
    case 'list': return differencesOfList(model, shape, value, place);
    case 'map': return differencesOfMap(model, shape, value, place);
    case 'string': return typeof value === 'string' ? differencesOfText(shape, value, place) : [`${place}: ${JSON.stringify(value)} is no text`];
    case 'boolean': return typeof value === 'boolean' ? [] : [`${place}: ${JSON.stringify(value)} is neither true nor false`];
    case 'timestamp': case 'integer': case 'long': case 'double': case 'float':
      return typeof value === 'number' ? outside(shape, value).map((rule) => `${place}: ${value} is ${rule}`) : [`${place}: ${JSON.stringify(value)} is no number`];
    default: return [`${place}: the type ${shape.type} isn't checked`];
  }
}

function differencesOfStructure(model: ServiceModel, { members = {}, required = [] }: Shape, value: unknown, place: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${place}: ${JSON.stringify(value)} is no structure`];
  const present = Object.entries(value).filter(([, member]) => member !== null);
  return [
    ...required.filter((name) => !present.some(([member]) => member === name)).map((name) => `${within(place, name)} is missing`),
    ...present.flatMap(([name, member]) => {
      const known = members[name];
      return known ? differences(model, known.shape, member, within(place, name)) : [`${within(place, name)} is unknown`];
    }),
  ];
}

function differencesOfList(model: ServiceModel, shape: Shape, value: unknown, place: string): string[] {
  if (!Array.isArray(value)) return [`${place}: ${JSON.stringify(value)} is no list`];
  const items = value.flatMap((item) => differences(model, shape.member?.shape as string, item, `${place}[]`));
  return [...outside(shape, value.length).map((rule) => `${place}: its length of ${value.length} is ${rule}`), ...items];
}

function differencesOfMap(model: ServiceModel, shape: Shape, value: unknown, place: string): string[] {
  if (typeof value !== 'object' || value === null) return [`${place}: ${JSON.stringify(value)} is no map`];
  return Object.entries(value).flatMap(([key, item]) => [
    ...differences(model, shape.key?.shape as string, key, `${place}{}`),
    ...differences(model, shape.value?.shape as string, item, within(place, key)),
  ]);
}

function differencesOfText(shape: Shape, value: string, place: string): string[] {
  const shown = `${place}: ${JSON.stringify(value)}`;
  return [
    ...(shape.enum && !shape.enum.includes(value) ? [`${shown} is none of ${shape.enum.join(', ')}`] : []),
    ...(shape.pattern !== undefined && !wholly(shape.pattern).test(value) ? [`${shown} doesn't match ${shape.pattern}`] : []),
    ...outside(shape, [...value].length).map((rule) => `${shown}: its length is ${rule}`),
  ];
}

function outside({ min = -Infinity, max = Infinity }: Shape, value: number): string[] {
  return [...(value < min ? [`below ${min}`] : []), ...(value > max ? [`above ${max}`] : [])];
}

/** Models have patterns of Java: what they escape needlessly, JavaScript refuses in its mode for Unicode. */
function wholly(pattern: string): RegExp {
  const whole = `^(?:${pattern})$`;
  try {
    return new RegExp(whole, 'u');
  } catch {
    return new RegExp(whole);
  }
}
