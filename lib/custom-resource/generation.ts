/** A property that has no meaning but to be another one. */
export function generationProperty(generation: string | undefined): { readonly Generation?: string } {
  return generation === undefined ? {} : { Generation: generation };
}
