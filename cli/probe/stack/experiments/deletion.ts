import type { Seen } from '../../../../sandbox/seed/probe-result';
import { NotSettled } from '../../experiment';
import type { ProbedStack } from '../probed-stack';
import { LOOKING, PHASES, STUBBORN } from '../template';

/** How often a resource is told to be deleted that refuses it, while its stack is deleted; and what another one reads of the stack then. */
export async function deletion(stack: ProbedStack): Promise<Seen> {
  const { records } = await stack.deleted();
  const deletes = records.filter(({ type }) => type === 'Delete');
  const looking = deletes.find(({ resource }) => resource === LOOKING);
  const attempts = deletes.filter(({ resource }) => resource === STUBBORN).length;
  if (attempts === 0) throw new NotSettled('not all of its events were found');
  return { attempts, statusDuringDeletion: looking?.status ?? 'NOT_SEEN', templateDuringDeletion: wordFor(looking?.template) };
}

/** Whether a template was read, which names its phase, or the exception. */
function wordFor(template = 'NOT_SEEN'): string {
  return PHASES.includes(template) ? 'READ' : template;
}
