import { isMembers } from '../sandbox/cloudformation/functions/function';
import type { Json } from '../sandbox/cloudformation/template';
import { unknown } from '../sandbox/cloudformation/unknown';
import { withUnknownReferences } from '../sandbox/cloudformation/unread-references';
import { isRehearsed } from './rehearsed-types';
import { Members, slice } from './slice';

/** Where nested templates are in a rehearsal, each under the last part of its real address. */
export const NESTED_TEMPLATES = 'nested-templates';

const STORED_VALUE = /^AWS::SSM::Parameter::Value</;
const ASSET = /([\w-]+\.json)"/;

/**
 * What of a template is rehearsed: the slice, in which everything that is read from elsewhere at deployment stands for itself. A template with transforms
 * is sliced once they are carried out.
 */
export function prepare(structure: Members): Members {
  const known = withUnknown(structure);
  return known.Transform === undefined ? slice(withNestedTemplates(known), isRehearsed).template : known;
}

/** Whether the value of a parameter is read from Systems Manager. */
export function isStoredValue(parameter: Json | undefined): boolean {
  return isMembers(parameter) && STORED_VALUE.test(String(parameter.Type));
}

function withUnknown(structure: Members): Members {
  const { Parameters: parameters, ...others } = structure;
  const read = withUnknownReferences(others as Json) as Members;
  if (!isMembers(parameters)) return read;
  const known = Object.entries(parameters).map(([name, each]) => [name, isStoredValue(each) ? unread(name, each as Members) : each]);
  return { ...read, Parameters: Object.fromEntries(known) };
}

function unread(name: string, { Default: stored }: Members): Json {
  const what = stored === undefined ? `what the parameter ${name} names` : String(stored);
  return { Type: 'String', Default: unknown(`the value of ${what} in Systems Manager`) };
}

function withNestedTemplates(structure: Members): Members {
  if (!isMembers(structure.Resources)) return structure;
  return {
    ...structure,
    Resources: Object.fromEntries(Object.entries(structure.Resources).map(([logicalId, definition]) => {
      const [, asset] = isMembers(definition) && definition.Type === 'AWS::CloudFormation::Stack' && isMembers(definition.Properties)
        ? ASSET.exec(JSON.stringify(definition.Properties.TemplateURL ?? '')) ?? []
        : [];
      if (asset === undefined) return [logicalId, definition];
      const { Properties: properties } = definition as { readonly Properties: Members };
      return [logicalId, { ...definition as Members, Properties: { ...properties, TemplateURL: `https://s3.amazonaws.com/${NESTED_TEMPLATES}/${asset}` } }];
    })),
  };
}
