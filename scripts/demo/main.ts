/**
 * Shows the library at work, with the real `cdk` command and the sandbox. Ends with a table, and with an exit code other
 * than zero if anything went otherwise than it should.
 */
import { Argument } from 'commander';
import { commandLine } from '../command-line';
import { organization } from './organization';
import { quickstart } from './quickstart';
import { tell } from './story';

const STORIES: Readonly<Record<string, () => Promise<boolean>>> = { quickstart: () => tell(quickstart), organization: () => tell(organization) };

const [name = 'quickstart'] = commandLine('npm run demo --')
  .addArgument(new Argument('[story]', 'what is shown').choices(Object.keys(STORIES)).default('quickstart'))
  .parse().processedArgs as readonly (string | undefined)[];

// What other packages say about this version of Node isn't part of the story.
Object.assign(process.env, { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', NODE_NO_WARNINGS: '1' });
void STORIES[name]?.().then((isGood) => { process.exitCode = isGood ? 0 : 1; });
