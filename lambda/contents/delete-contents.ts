import { done } from '../guard/result';
import type { ContentsEvent } from './contents-event';
import { keptFile } from './contents-files';
import type { ContentsSurroundings } from './contents-surroundings';
import { decideContentsDeletion, ContentsDeletion } from './decide/deletion';
import { DeclaredContents, NOTHING_DECLARED } from './file/declared-contents';
import { heldElsewhere, NOTHING_HELD } from './held-elsewhere';
import { Entry, releasedFrom } from './ledger/entry';
import { LedgerKeys } from './ledger/keys';
import type { LedgerObjects } from './ledger/ledger-objects';
import type { Turn } from './ledger/turn';
import { Outcome, OVERTAKEN, Overtaken, Unfinished } from './outcome';
import { describeStack, isCreatedSince } from './own-stack-facts';
import type { Carried } from './pass/carried';
import { counted, held, paced } from './pass/paced-calls';
import { Parties } from './pass/parties';
import { PassTime } from './pass/pass-time';
import { removalTasks } from './pass/removal-tasks';
import { RequestPace } from './pass/request-pace';
import { Resources } from './pass/resources';
import { FailedRemoval, RowLog } from './pass/row-log';
import { carryOut } from './pass/tasks';
import { uncertainEntries } from './pass/uncertain-entries';
import { FormerRows, Work } from './pass/work';
import type { Progress } from './progress/progress';

/** How long a clean-up waits for those who leave, in milliseconds: CloudFormation would try a Delete that fails three times, and forget it. */
const CLEAN_UP_PATIENCE = 10 * 60_000;

/**
 * Deletes what a Delete is to delete: what an update has left out, or what was created, or nothing. Never reads the file that it names.
 *
 * @param carried what the call of the function before has handed over
 */
export async function deleteContents(
  request: ContentsEvent, turn: Turn, objects: LedgerObjects, surroundings: ContentsSurroundings, progress: Progress, carried: Carried | undefined,
): Promise<Outcome | Unfinished | Overtaken> {
  const { session, asker, contents, id, pass } = request;
  const { head, recovered: { entries, uncertain } } = turn;
  const stack = await describeStack(surroundings.ownStack, session, asker.stackId);
  const { status, began } = stack.kind === 'DONE' ? stack.output : {};
  const isOwing = [...entries].some(({ state }) => state === 'owed');
  const createdSince = id || carried || !head.version ? done(false) : await isCreatedSince(surroundings.ownStack, session, asker);
  if (createdSince.kind === 'REFUSED') return createdSince;
  const facts = { id, head, isCreatedSince: createdSince.output, isOwing, status, began, isDestroyed: contents.isDestroyed };
  const decision = carried?.deletion ?? decideContentsDeletion(facts);
  if (decision === 'REPEAT') return { kind: 'RELEASED', released: 'KEPT', versions: {} };
  if (decision === 'KEEP') return released('KEPT', request, turn);

  const keys = new LedgerKeys(head.secret);
  const work: Work = {
    session, asker, contents, declared: NOTHING_DECLARED, former: new FormerRows(keys, entries), entries, uncertain, keys, sequence: head.wanted.sequence,
    log: new RowLog(), isVerified: false, isUndoing: false, carried, tally: progress.tally,
  };
  const storeCalls = counted(held(surroundings.storeCalls(contents.store.Region), () => turn.hold(session)), () => progress.requested());
  const calls = paced(storeCalls, new RequestPace(session, contents.requestsPerSecond));
  const resources = new Resources(calls, false, surroundings.roleName, () => undefined);
  const parties = new Parties(session, () => calls, contents.store, work);
  if (decision !== 'PAY') {
    const files = new Map<number, DeclaredContents>();
    for (const each of uncertain.size === 0 ? [] : head.files) {
      const file = await keptFile(session, objects, each);
      if (file.kind === 'REFUSED') return file;
      if (file.output) files.set(each.sequence, file.output);
    }
    for (const entry of await uncertainEntries(work, resources, parties, files)) turn.record(entry);
  }
  const leaving = leavingWith(decision, [...entries], (id && head.version?.created) ?? head.creating);
  const others = leaving.length === 0 ? done(NOTHING_HELD) : await heldElsewhere(surroundings, session, asker.stackId, objects.place, keys);
  if (others.kind === 'REFUSED') return others;
  if (decision === 'PAY') leaving.filter((entry) => others.output.holds(entry)).forEach((entry) => turn.record(releasedFrom(entry)));
  const failures: FailedRemoval[] = [...carried?.unremoved ?? []];
  const unremoved = new Set(failures.map(({ key }) => key));
  const tasks = removalTasks(work, resources, leaving.filter((entry) => !others.output.holds(entry) && !unremoved.has(entry.key)), failures);
  const isPaying = decision === 'PAY';
  const patience = { until: isPaying ? Math.min(pass.awaited, request.signed + CLEAN_UP_PATIENCE) : pass.awaited, isAnswered: isPaying };
  const time = new PassTime(session, pass, head.wanted.answer ? undefined : patience);
  const stopped = await carryOut(work.tally.counting(tasks), turn.notebook(session), session, () => undefined, () => time.beforeTask());
  switch (stopped?.kind) {
    case 'OVERTAKEN': return OVERTAKEN;
    case 'PAUSED': return {
      kind: 'UNFINISHED', carried: { deletion: decision, unremoved: failures },
      ...(stopped.isAnswerable && { answerable: { kind: 'RELEASED', released: 'DELETED', versions: {} } }),
    };
    case 'REFUSED': return stopped;
    case undefined: return failures[0]?.failure ?? released('DELETED', request, turn);
  }
}

function leavingWith(decision: Exclude<ContentsDeletion, 'KEEP' | 'REPEAT'>, entries: readonly Entry[], createdSince = Infinity): readonly Entry[] {
  const created = entries.filter(({ ownership }) => ownership === 'created');
  switch (decision) {
    case 'PAY': return entries.filter(({ state }) => state === 'owed');
    // What was only taken over was there before.
    case 'UNDO': return created.filter(({ since, taken }) => since >= createdSince && taken === undefined);
    case 'DESTROY': return created;
  }
}

/** The Delete of the present id ends the contents: the next Create is another version, with the same ledger. */
function released(how: 'DELETED' | 'KEPT', { id }: ContentsEvent, { head }: Turn): Outcome {
  const isPresent = id ? id.sequence === head.version?.sequence : how === 'DELETED';
  return { kind: 'RELEASED', released: how, versions: isPresent ? { version: undefined, creating: undefined } : {} };
}
