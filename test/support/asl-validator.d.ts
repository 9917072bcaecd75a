declare module 'asl-validator' {
  /** Tells whether a definition is in the Amazon States Language. */
  export default function aslValidator(definition: object): { readonly isValid: boolean; errorsText(): string };
}
