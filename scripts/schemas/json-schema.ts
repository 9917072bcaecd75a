import type { Shape } from '../../sandbox/seed/shape';

/** A JSON schema of draft 7, as far as shapes need one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a shape says, for programs that don't know this one. */
export function jsonSchemaOf(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case 'TEXT':
      if (shape.values) return { type: 'string', enum: shape.values };
      return { type: 'string', ...(shape.form && { pattern: shape.form.source, description: shape.words }) };
    case 'NUMBER':
      return {
        type: shape.isWhole ? 'integer' : 'number',
        ...(shape.least !== undefined && { minimum: shape.least }),
        ...(shape.most !== undefined && { maximum: shape.most }),
      };
    case 'BOOLEAN':
      return { type: 'boolean' };
    case 'ANYTHING':
      return {};
    case 'ANY_OBJECT':
      return { type: 'object' };
    case 'LIST':
      return { type: 'array', items: jsonSchemaOf(shape.of), ...(shape.most !== undefined && { maxItems: shape.most }) };
    case 'RECORD':
      return { type: 'object', additionalProperties: jsonSchemaOf(shape.of), ...(shape.names && { propertyNames: jsonSchemaOf(shape.names) }) };
    case 'MEMBERS':
      return {
        type: 'object',
        properties: Object.fromEntries(Object.entries(shape.of).map(([name, of]) => [name, jsonSchemaOf(of)])),
        required: shape.required,
        additionalProperties: false,
      };
    case 'EITHER':
      return { anyOf: shape.of.map(jsonSchemaOf) };
  }
}
