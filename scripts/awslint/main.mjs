// Runs the rules of awslint on the built assembly. Its own command line doesn't start, and its declarations aren't for the compiler options
// here, so this is JavaScript. `exclusions.json` says which rules don't apply where, and why; an exclusion that excludes nothing any more is an
// error as well.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// The rules compare constructs with those of aws-cdk-lib only if told so.
process.env.AWSLINT_BASE_CONSTRUCT = 'true';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
const { ALL_RULES_LINTER, DiagnosticLevel } = require('awslint/lib');
const { TypeSystem } = createRequire(require.resolve('awslint/package.json'))('jsii-reflect');

const { exclude } = JSON.parse(readFileSync(new URL('exclusions.json', import.meta.url), 'utf8'));
const assembly = await new TypeSystem().load(root, { validate: false, supportedFeatures: ['intersection-types', 'class-covariant-overrides'] });

const passed = [DiagnosticLevel.Success, DiagnosticLevel.Skipped];
const errors = ALL_RULES_LINTER.eval(assembly, undefined).filter(({ level }) => !passed.includes(level));
const open = errors.filter((error) => !exclude.some((exclusion) => excludes(exclusion, error)));
const stale = exclude.filter((exclusion) => !errors.some((error) => excludes(exclusion, error)));

for (const { rule, scope, message } of open) console.error(`${rule.code} ${scope}: ${message}`);
for (const { rule, scope } of stale) console.error(`exclusions.json excludes ${rule} ${scope}, which is no error any more`);
console.log(`awslint: ${ALL_RULES_LINTER.rules.length} rules, ${errors.length - open.length} errors are excluded with a reason, ${open.length} are left`);
process.exitCode = open.length + stale.length === 0 ? 0 : 1;

/** A star at the end of a scope stands for anything. */
function excludes(exclusion, { rule, scope }) {
  const { scope: where } = exclusion;
  return exclusion.rule === rule.code && (where.endsWith('*') ? scope.startsWith(where.slice(0, -1)) : scope === where);
}
