/**
 * Shows the library at work, with the real `cdk` command and the sandbox. Ends with a table, and with an exit code other
 * than zero if anything went otherwise than it should.
 */
import { organization } from './organization';
import { quickstart } from './quickstart';
import { tell } from './story';

const STORIES: Readonly<Record<string, () => Promise<boolean>>> = { quickstart: () => tell(quickstart), organization: () => tell(organization) };
const USAGE = `Usage: npm run demo [-- ${Object.keys(STORIES).join(' | ')}]`;
const USAGE_ERROR = 2;

async function main([name = 'quickstart', ...others]: string[]): Promise<void> {
  const story = Object.hasOwn(STORIES, name) ? STORIES[name] : undefined;
  if (name === '--help') return console.log(USAGE);
  if (!story || others.length > 0) {
    console.error(`error: there is no demo ${[name, ...others].join(' ')}\n\n${USAGE}`);
    process.exitCode = USAGE_ERROR;
    return;
  }
  process.exitCode = await story() ? 0 : 1;
}

void main(process.argv.slice(2));
