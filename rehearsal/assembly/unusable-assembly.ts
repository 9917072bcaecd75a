/** Why an assembly can't be read. It is thrown within the reading only, and told by it as a value. */
export class UnusableAssembly extends Error {}
