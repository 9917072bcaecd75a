/** Like `instanceof`, but also true for constructs that another copy of this library made. */
const symbolOf = (name: string): symbol => Symbol.for(`cdk-org-guard.${name}`);

/** Makes a construct recognizable. */
export function markAs(name: string, construct: object): void {
  Object.defineProperty(construct, symbolOf(name), { value: true });
}

export function isMarkedAs(name: string, value: unknown): boolean {
  return typeof value === 'object' && value !== null && symbolOf(name) in value;
}
