import { name } from '../../package.json';
import { codeBlocks } from '../documentation/code-blocks';
import { exchanged, firstDeploymentSteps, written } from '../package/first-deployment';
import { NEWEST, OLDEST } from '../package/versions';
import { MANAGERS, saidWith } from './managers';
import { Language, LANGUAGES, Newcomer } from './newcomers';

/** What somebody does, and what they see then. */
export interface FirstStep {
  readonly title: 'install' | 'compile' | 'deploy' | 'plan';
  readonly commands: string;
  readonly sees: readonly string[];
}

/** The README's own steps, in the words of another manager and another language. */
export function firstSteps({ manager: managerName, language: languageName, cdkLib }: Newcomer, tarball: string): readonly FirstStep[] {
  const manager = MANAGERS[managerName];
  const language: Language = LANGUAGES[languageName];
  const packages = { ...(cdkLib === 'newest' ? NEWEST : OLDEST), [name]: [`${name}@file:${tarball}`, ...language.packages].join(' ') };
  const [install = '', ...others] = firstDeploymentSteps().map(({ title, code }) => {
    if (title === 'app.js') return written(language.file, inLanguage(code, language));
    if (title === 'cdk.json') return written(title, saidWith(manager, code.replace('node app.js', language.run)));
    return title === undefined ? saidWith(manager, exchanged(code, packages)) : written(title, code);
  });
  const compiles = language.packages.length > 0;
  const compile = saidWith(manager, `npx tsc --noEmit --strict --module nodenext --target es2022 --skipLibCheck ${language.file}`);
  return [
    { title: 'install', commands: install, sees: [] },
    { title: 'deploy', commands: others.join('\n'), sees: ['People.AdaOutcome = CREATED', 'People.AdminsOutcome = ADOPTED'] },
    ...(compiles ? [{ title: 'compile', commands: compile, sees: [] } as const] : []),
    { title: 'plan', commands: saidWith(manager, planFromReadme()), sees: ['1 adopted'] },
  ];
}

function inLanguage(code: string, { file }: Language): string {
  return file === 'app.js' ? code : code.replaceAll(/^const (\{.*\}) = require\((.*)\);$/gm, 'import $1 from $2;');
}

/** The one that needs no account of AWS. */
function planFromReadme(): string {
  const lines = codeBlocks('README.md').filter(({ section }) => section === 'Know before you deploy').flatMap(({ code }) => code.split('\n'));
  const line = lines.find((each) => each.includes('sandbox --seed directory.json'));
  if (line === undefined) throw new Error('README.md has no plan on the directory of the first deployment any more');
  return line;
}
