import { PageInput, pagesBy } from '../page';
import type { Operation, Service } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import { encrypted, Parameter, PARAMETER_TYPES, Parameters, ParameterType } from './parameters';

const MOST_NAMES = 10;
const LARGEST_PAGE = 10;

interface PutInput {
  readonly Name: string;
  readonly Value: string;
  readonly Type?: ParameterType;
  readonly Overwrite?: boolean;
  readonly Tags?: readonly Tag[];
}

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

interface PathInput extends PageInput {
  readonly Path: string;
  readonly Recursive?: boolean;
  readonly WithDecryption?: boolean;
}

interface TagInput {
  readonly ResourceType: string;
  readonly ResourceId: string;
}

/** The operations of the Systems Manager that keep parameters. */
export function ssmService(parameters: Parameters): Service {
  const described = (parameter: Parameter, selector: string, decrypts = false): object => ({
    ...(selector !== parameter.name && { Selector: selector.slice(parameter.name.length) }),
    Name: parameter.name,
    Type: parameter.type,
    Value: parameter.type === 'SecureString' && !decrypts ? encrypted(parameter) : parameter.value,
    Version: parameter.version,
    LastModifiedDate: new Date(parameter.modified),
    ARN: parameters.arnOf(parameter.name),
    DataType: 'text',
  });

  const operations: Record<string, Operation> = {
    PutParameter({ Name: name, Value: value, Type: type, Overwrite: overwrites, Tags: tags = [] }: PutInput) {
      const existing = parameters.find(name);
      if (existing && !overwrites) {
        throw new ServiceError('ParameterAlreadyExists', 'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.');
      }
      if (!existing && type === undefined) throw new ServiceError('ValidationException', 'A parameter type is required when you create a parameter.');
      if (type !== undefined && !PARAMETER_TYPES.includes(type)) throw new ServiceError('UnsupportedParameterType', `Parameter type ${String(type)} is not supported.`);
      const { version } = parameters.put(name, value, type);
      for (const { Key, Value } of tags) parameters.tagsOf(name).set(Key, Value);
      return { Version: version, Tier: 'Standard' };
    },

    GetParameter: ({ Name: selector, WithDecryption: decrypts }: { Name: string; WithDecryption?: boolean }) =>
      ({ Parameter: described(parameters.existing(selector), selector, decrypts) }),

    GetParameters({ Names: selectors, WithDecryption: decrypts }: { Names: readonly string[]; WithDecryption?: boolean }) {
      checkNames(selectors);
      const found = selectors.map((selector) => [selector, parameters.find(selector)] as const);
      return {
        Parameters: found.flatMap(([selector, parameter]) => parameter ? [described(parameter, selector, decrypts)] : []),
        InvalidParameters: found.filter(([, parameter]) => !parameter).map(([selector]) => selector),
      };
    },

    GetParametersByPath({ Path: path, Recursive: recursive, WithDecryption: decrypts, ...page }: PathInput) {
      const prefix = path.endsWith('/') ? path : `${path}/`;
      const below = parameters.all.filter(({ name }) => name.startsWith(prefix) && (recursive === true || !name.slice(prefix.length).includes('/')));
      return pageOf('Parameters', below, page, (parameter) => described(parameter, parameter.name, decrypts));
    },

    DeleteParameter({ Name: name }: { Name: string }) {
      parameters.existing(name);
      parameters.delete(name);
      return {};
    },

    DeleteParameters({ Names: names }: { Names: readonly string[] }) {
      checkNames(names);
      const deleted = names.filter((name) => parameters.delete(name));
      return { DeletedParameters: deleted, InvalidParameters: names.filter((name) => !deleted.includes(name)) };
    },

    AddTagsToResource({ ResourceType: type, ResourceId: name, Tags: tags }: TagInput & { Tags: readonly Tag[] }) {
      checkType(type);
      for (const { Key, Value } of tags) parameters.tagsOf(name).set(Key, Value);
      return {};
    },

    RemoveTagsFromResource({ ResourceType: type, ResourceId: name, TagKeys: keys }: TagInput & { TagKeys: readonly string[] }) {
      checkType(type);
      for (const key of keys) parameters.tagsOf(name).delete(key);
      return {};
    },

    ListTagsForResource({ ResourceType: type, ResourceId: name }: TagInput) {
      checkType(type);
      return { TagList: [...parameters.tagsOf(name)].map(([Key, Value]) => ({ Key, Value })) };
    },
  };
  return { name: 'ssm', operations };
}

const pageOf = pagesBy({
  largest: LARGEST_PAGE,
  tooSmall: () => invalid('Value at \'maxResults\'', 'have value greater than or equal to 1'),
  tooLarge: () => invalid('Value at \'maxResults\'', `have value less than or equal to ${LARGEST_PAGE}`),
  invalidToken: () => new ServiceError('InvalidNextToken', 'The specified token isn\'t valid.'),
});

function checkNames(names: readonly string[]): void {
  if (names.length >= 1 && names.length <= MOST_NAMES) return;
  throw invalid(`Value '[${names.join(', ')}]' at 'names'`, `have length ${names.length === 0 ? 'greater than or equal to 1' : `less than or equal to ${MOST_NAMES}`}`);
}

/** What the service says of a value that breaks its model. */
function invalid(value: string, rule: string): ServiceError {
  return new ServiceError('ValidationException', `1 validation error detected: ${value} failed to satisfy constraint: Member must ${rule}`);
}

function checkType(type: string): void {
  if (type !== 'Parameter') throw new ServiceError('InvalidResourceType', 'The resource type isn\'t valid. For example, if you are attempting to tag an EC2 instance, the '
    + 'instance must be a registered managed node.');
}
