import type { Trial, Tried } from './try';

const TITLES: readonly Tried['title'][] = ['install', 'deploy', 'compile', 'plan'];

/** What was tried, when, and where. */
interface Occasion {
  readonly version: string;
  readonly machine: string;
  readonly on: string;
}

/** What was tried as a newcomer does, a row each. */
export function newcomersPage(trials: readonly Trial[], { version, machine, on }: Occasion): string {
  return `# As a newcomer

<!-- Written by \`npm run newcomer\`. -->

The [first deployment](../README.md#your-first-deployment) and the plan of the README, as they are written there, each in an empty folder, with the versions of Node.js and
the package managers that people have. Instead of what npm publishes it is the tarball of version ${version}, tried on ${on} on ${machine}. Seconds, most of which are
downloads and the \`cdk\` command itself.

| Node.js | packages by | aws-cdk-lib | the app | ${TITLES.join(' | ')} | friction |
|---|---|---|---|${TITLES.map(() => '---:').join('|')}|---|
${trials.map(rowOf).join('\n')}

*Install* is the first block of the README, *deploy* writes its files and deploys them to the sandbox, *compile* is \`tsc --strict\` over the app, and *plan* plans it on
the same directory. With another package manager \`npx\` is said otherwise: \`pnpm exec\`, \`yarn run\`, \`bunx\`; with Yarn 1 it stays, since that
leaves out a \`--\`.

${remarksOf(trials)}
Python, Java, .NET and Go are tried by \`npm run test:languages\`, as far as their tools are there.
`;
}

function rowOf(trial: Trial, index: number): string {
  const { newcomer: { manager, language, cdkLib }, versions: [node, version], steps } = trial;
  const times = TITLES.map((title) => {
    const step = steps.find((each) => each.title === title);
    if (!step) return '';
    return step.failure === undefined ? step.seconds.toFixed(0) : '**failed**';
  });
  const count = frictionOf(trial).length;
  return `| ${[node, `${manager.replace(' 1', '')} ${version}`, cdkLib, language, ...times, count === 0 ? 'none' : `[${count}](#${index + 1})`].join(' | ')} |`;
}

function remarksOf(trials: readonly Trial[]): string {
  return trials.map((trial, index) => ({ trial, index })).filter(({ trial }) => frictionOf(trial).length > 0).map(({ trial, index }) => {
    const { newcomer: { manager, language }, versions: [node] } = trial;
    return `### ${index + 1}\n\nNode.js ${node}, ${manager}, ${language}:\n\n\`\`\`text\n${frictionOf(trial).join('\n')}\n\`\`\`\n`;
  }).join('\n');
}

function frictionOf({ steps }: Trial): readonly string[] {
  return steps.flatMap(({ title, friction }) => friction.map((line) => `${title}: ${line}`));
}
