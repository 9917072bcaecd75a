/** What is used of the package, which brings no types. */
declare module 'picomatch' {
  interface Matcher {
    (text: string): boolean;
    readonly state: { readonly negated: boolean };
  }

  export default function picomatch(pattern: string, options: undefined, returnState: true): Matcher;
}
