import { parseDocument, Tags, visit } from 'yaml';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import { SHORT_FORMS } from './short-forms';

/**
 * Reads what is written in JSON or in YAML.
 *
 * @throws ServiceError `ValidationError`
 */
export function parseStructure(text: string): Record<string, unknown> {
  const structure = parseJson(text) ?? parseYaml(text);
  if (typeof structure !== 'object' || structure === null || Array.isArray(structure)) {
    throw new ServiceError('ValidationError', 'Template format error: unsupported structure.');
  }
  return structure as Record<string, unknown>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseYaml(text: string): unknown {
  const document = parseDocument(text, { version: '1.1', customTags: tagsOfTemplates });
  const [error] = document.errors;
  if (error) {
    const [{ line, col } = { line: 0, col: 0 }] = error.linePos ?? [];
    throw new ServiceError('ValidationError', `Template format error: YAML not well-formed. (line ${line}, column ${col})`);
  }
  const [warning] = document.warnings;
  if (warning) throw new NotEmulated(`what a template in YAML says as ${/!\S+/.exec(warning.message)?.[0] ?? warning.message}`);
  visit(document, {
    Alias: () => { throw new ServiceError('ValidationError', 'Template error: YAML aliases are not allowed in CloudFormation templates'); },
  });
  return document.toJS();
}

/** The version of the template's format is a text, although it looks like a date. */
function tagsOfTemplates(tags: Tags): Tags {
  const withoutMoments = tags.filter((tag) => (typeof tag === 'string' ? tag !== 'timestamp' : tag.tag !== 'tag:yaml.org,2002:timestamp'));
  return [...withoutMoments, ...SHORT_FORMS];
}
