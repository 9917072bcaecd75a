import { EXCUSES_BY_SUBJECT } from '../../test/simulation/excuses';

const WIDTH = 150;

/** The decision about what the simulation excuses, in Markdown. */
export function excusesPage(): string {
  return `# What the simulation excuses

**Status.** Accepted.

**Chosen.** An invariant of \`test/simulation\` has an exception only where nothing that a function can ask or do would help. Each has a name, says why, and is
counted when an invariant would be broken without it: [docs/reliability.md](../reliability.md) tells in how many runs. The report of
100,000 runs fails if one was never needed.

**Why.** There is no call that only succeeds while CloudFormation waits for one, much isn't documented, and what others do meanwhile can't be seen. An
exception that nothing needs hides what it was not made for.

**The list.**

<!-- Written by \`npm run docs\` from test/simulation/excuses. -->
${Object.entries(EXCUSES_BY_SUBJECT).map(([subject, excuses]) => `\n${subject}:\n\n${excuses.map(item).join('')}`).join('')}
**Refused.** To look at the stack before each write: one call more for each, and the time between the look and the write remains.

**Left.** A stack that is deployed without rollback, fails, and is then deployed with rollback: the sandbox rolls back the last operation only. The
simulation doesn't do it.
`;
}

function item({ name, why }: { readonly name: string; readonly why: string }): string {
  return `- ${wrapped(`**${name.charAt(0).toUpperCase()}${name.slice(1)}.** ${why}`).join('\n  ')}\n`;
}

/** In lines of at most so many characters. */
function wrapped(text: string): string[] {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) as string;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= WIDTH - 2) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
