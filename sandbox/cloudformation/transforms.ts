import { NotEmulated, ServiceError } from '../protocol/service-error';
import { extended } from './language-extensions/language-extensions';
import { extensionFailure, LANGUAGE_EXTENSIONS, TransformFailure } from './language-extensions/transform-failure';
import type { Json } from './template';

const TEMPLATE_ERROR = 'Template error: ';

/** What transforms make of a template, or why they don't. */
export type Transformed =
  | { readonly processed: Readonly<Record<string, unknown>>; readonly failure?: undefined }
  | { readonly processed?: undefined; readonly failure: string };

/** Carries out the transforms that a template declares. */
export function extendedTemplate(structure: Readonly<Record<string, unknown>>, parameters: ReadonlyMap<string, Json>): Transformed {
  const other = [structure.Transform].flat().find((name) => name !== LANGUAGE_EXTENSIONS);
  if (other !== undefined) throw new NotEmulated(`the transform ${typeof other === 'string' ? other : JSON.stringify(other)}`);
  try {
    return { processed: extended(structure as Readonly<Record<string, Json>>, parameters) };
  } catch (thrown) {
    if (thrown instanceof TransformFailure) return { failure: thrown.message };
    if (thrown instanceof ServiceError && thrown.message.startsWith(TEMPLATE_ERROR)) {
      return { failure: extensionFailure(thrown.message.slice(TEMPLATE_ERROR.length)).message };
    }
    throw thrown;
  }
}
