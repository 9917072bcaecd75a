import { CATALOGUE } from '../../lambda/reasons/catalogue';
import type { Reason, ResourcePlan } from '../../rehearsal/plan';
import { messageOf } from './explanations';
import { finished } from './wording';

/** Stands where a value would be. */
export const MASK = '•••';

const OF_CLOUDFORMATION = 'CloudFormation itself refuses it. What it says is shown on a terminal, and with --show-values.';

/** What is said of a failure. */
interface Said {
  readonly message: string;
  readonly remedy?: string;
}

/**
 * What is said of a failure without values that only the live side has. Nobody can take them out of a message any more, so that the entry of the catalogue
 * stands for it, with only the entity filled in.
 */
export function maskedReason({ verb, entity, path }: ResourcePlan, reason: Reason): Said {
  if (verb === 'lost') return saidOf(reason);
  if (reason.code === undefined || !Object.hasOwn(CATALOGUE, reason.code)) return { message: OF_CLOUDFORMATION };
  const { happened, remedy } = CATALOGUE[reason.code as keyof typeof CATALOGUE];
  const words: Readonly<Record<string, string>> = { entity: `${entity.kind} "${entity.name}"`, resource: path };
  const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? MASK).replaceAll(`${MASK}${MASK}`, MASK);
  return { message: messageOf({ message: filled(happened) }), remedy: finished(filled(remedy)) };
}

/** What is said of a failure. */
export function saidOf(reason: Reason): Said {
  return { message: messageOf(reason), ...(reason.remedy !== undefined && { remedy: finished(reason.remedy) }) };
}
