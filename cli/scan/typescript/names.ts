/** What a variable can't be called, or what the constructor of a stack has already. */
const TAKEN = new Set([
  'arguments', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else', 'enum', 'eval', 'export', 'extends',
  'false', 'finally', 'for', 'function', 'if', 'implements', 'import', 'in', 'instanceof', 'interface', 'let', 'new', 'null', 'package', 'private', 'protected',
  'public', 'return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'undefined', 'var', 'void', 'while', 'with', 'yield',
  'app', 'env', 'groups', 'id', 'identityStore', 'props', 'referred', 'scope',
]);

/** The variable for a construct: its id with a small letter. */
export function variableOf(constructId: string): string {
  const name = constructId.charAt(0).toLowerCase() + constructId.slice(1);
  return TAKEN.has(name) ? `${name}_` : name;
}

/** The file of a stack, without its ending. */
export function fileOf(stackName: string): string {
  return stackName.toLowerCase();
}
