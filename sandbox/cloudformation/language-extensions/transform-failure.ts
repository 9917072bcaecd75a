/** A transform can't make a template of what it was given. */
export class TransformFailure extends Error {
  constructor(transform: string, reason: string) {
    super(`Transform ${transform} failed with: ${reason}`);
  }
}

export const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

export function extensionFailure(reason: string): TransformFailure {
  return new TransformFailure(LANGUAGE_EXTENSIONS, reason);
}
