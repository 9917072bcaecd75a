import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';

/** A property that the API declares. */
export interface DeclaredProperty {
  readonly interface: string;
  readonly name: string;
  /** As it is written, for example `Photo[]`. */
  readonly type: string;
  readonly isOptional: boolean;
}

const LIB = path.join(__dirname, '..', '..', 'lib');

/** Every property of every interface that users of the constructs fill in, read from the sources. */
export function declaredProperties(): DeclaredProperty[] {
  const exported = exportedNames();
  const services = ['contents', 'functions', 'identity-store', 'organizations'].map((service) => path.join(LIB, service));
  const files = services.flatMap((service) => readdirSync(service).filter((file) => file.endsWith('.ts')).map((file) => path.join(service, file)));
  return files.flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const interfaces = source.statements.filter(ts.isInterfaceDeclaration).filter(({ name }) => exported.has(name.text));
    return interfaces.filter(({ name }) => !/^I[A-Z]/.test(name.text)).flatMap(propertiesOf);
  });
}

function exportedNames(): ReadonlySet<string> {
  const [, ...lists] = readFileSync(path.join(LIB, 'index.ts'), 'utf8').split('export {');
  return new Set(lists.flatMap((list) => list.slice(0, list.indexOf('}')).split(',').map((name) => name.trim())));
}

function propertiesOf(declaration: ts.InterfaceDeclaration): DeclaredProperty[] {
  return declaration.members.filter(ts.isPropertySignature).map(({ name, type, questionToken }) => ({
    interface: declaration.name.text, name: name.getText(), type: type?.getText() ?? 'any', isOptional: questionToken !== undefined,
  }));
}
