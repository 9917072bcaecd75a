import type { ContentsStatus } from '../../../lib/contract/contents-status';
import type { ContentsEvent } from '../contents-event';
import type { ContentsSurroundings } from '../contents-surroundings';
import { metricsLine } from './embedded-metrics';
import { tellFinished } from './finished-event';
import type { Ending, Progress } from './progress';

/**
 * Begins to tell how a call of the function has ended, so that this is under way together with the answer.
 *
 * @returns what is left to tell once the answer is out
 */
export function tellEnding(progress: Progress, event: ContentsEvent, surroundings: ContentsSurroundings, ending: Ending): () => Promise<void> {
  const last = progress.end(ending);
  return async () => tellFurther(await last, event, surroundings);
}

/** Metrics for whoever wants them, and the event that a run of the workflow has ended. */
async function tellFurther(status: ContentsStatus, event: ContentsEvent, { events, writeMetrics }: ContentsSurroundings): Promise<void> {
  const { session, asker, contents: { hasMetrics }, pass } = event;
  if (status.state === 'OVERTAKEN') return;
  if (hasMetrics) writeMetrics(metricsLine(asker, status));
  if (status.state !== 'RUNNING' && pass.pausesAfter !== undefined) await tellFinished(events, session, asker, status);
}
