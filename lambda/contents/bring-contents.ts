import type { ContentsAttributes } from '../../lib/contract/contents';
import { REPORT } from '../../lib/contract/contents-status';
import { Failure, failure } from '../guard/failure';
import { done, Result } from '../guard/result';
import type { DescribedStack } from '../guard/stack-calls';
import { isUndoingUpdate } from '../guard/stack-view';
import { isMoved, storeChanged } from '../identity-store/store';
import type { ContentsEvent } from './contents-event';
import { keptFile, takeFile, takeKeptFile } from './contents-files';
import type { ContentsSurroundings } from './contents-surroundings';
import { givenBackBySkipped, isRollbackSkipped } from './decide/skipped-rollback';
import { decideVersion, VersionDecision } from './decide/version';
import type { DeclaredContents } from './file/declared-contents';
import { heldElsewhere } from './held-elsewhere';
import type { Entry } from './ledger/entry';
import type { Version } from './ledger/head';
import { LedgerKeys } from './ledger/keys';
import type { LedgerObjects } from './ledger/ledger-objects';
import type { Turn } from './ledger/turn';
import { versionIdOf } from './ledger/version-id';
import { Outcome, OVERTAKEN, Overtaken, Unfinished } from './outcome';
import { describeStack } from './own-stack-facts';
import { Carried } from './pass/carried';
import { Convergence } from './pass/converge';
import { PassTime } from './pass/pass-time';
import { counted, held, paced } from './pass/paced-calls';
import { reportOf, summaryOf } from './pass/report';
import { RequestPace } from './pass/request-pace';
import { RowLog } from './pass/row-log';
import { FormerRows, Work } from './pass/work';
import type { Progress } from './progress/progress';

const MINUTE = 60_000;

/**
 * Brings a store to the file of a Create or an Update, or back to that of before.
 *
 * @param carried what the call of the function before has handed over
 */
export async function bringContents(
  request: ContentsEvent, turn: Turn, objects: LedgerObjects, surroundings: ContentsSurroundings, progress: Progress, carried: Carried | undefined,
): Promise<Outcome | Unfinished | Overtaken> {
  const { session, asker, contents, before, pass } = request;
  const stack: Result<DescribedStack | undefined> = before ? await describeStack(surroundings.ownStack, session, asker.stackId) : done(undefined);
  if (stack.kind === 'REFUSED') return stack;
  const isUndoing = carried?.isUndoing ?? (stack.output !== undefined && isUndoingUpdate(stack.output));
  if (isMoved(contents.store, turn.head.store)) return storeChanged('this resource', contents.store, turn.head.store);
  const decision = decideVersion({
    contents, id: request.id, signed: request.signed, head: turn.head, isUndoing, keepsId: stack.output?.disablesRollback === true,
  });
  if (decision.kind === 'REFUSED') return decision;

  const keys = new LedgerKeys(turn.head.secret);
  const { entries, uncertain } = turn.recovered;
  const formerRows = new FormerRows(keys, entries);
  const files = await readFiles(request, turn, objects, decision, formerRows, carried !== undefined);
  if (files.kind === 'REFUSED') return files;
  const { declared, former } = files.output;
  const { answer } = turn.head.wanted;
  // With its first call the event becomes what the ledger follows.
  const isSkipped = !isUndoing && !carried && !answer && isRollbackSkipped(turn.head, before);
  if (before && isSkipped) givenBackBySkipped(turn.head, before, entries).forEach((change) => turn.record(change));
  const work: Work = {
    session, asker, contents, declared, former: formerRows, entries, uncertain, keys, sequence: turn.head.wanted.sequence, log: new RowLog(carried?.failures),
    isVerified: before === undefined || before.generation !== contents.generation, isUndoing, carried, tally: progress.tally,
  };
  progress.tally.follow(work.log);
  const isWaiting = contents.waitMinutes !== undefined;
  const storeCalls = counted(held(surroundings.storeCalls(contents.store.Region), () => turn.hold(session)), () => progress.requested());
  const calls = paced(storeCalls, new RequestPace(session, contents.requestsPerSecond));
  const convergence = new Convergence(work, calls, turn.notebook(session), {
    isUndoing,
    undoneAfter: decision.undoneAfter,
    formerFiles: former,
    exclusiveBefore: (isSkipped ? undefined : turn.head.version?.exclusive) ?? [],
    heldElsewhere: () => heldElsewhere(surroundings, session, asker.stackId, objects.place, keys),
    roleName: surroundings.roleName,
    available: availableTo(request),
    paysAtOnce: async () => decision.keepsId || await turn.mayRemove(session),
    pausesOnceChecked: pass.pausesAfter !== undefined && !isWaiting && !isUndoing && !answer,
    time: new PassTime(session, pass, answer ? undefined : { until: pass.awaited, isAnswered: isUndoing }),
  });
  const followed = await convergence.follow();
  const stopped = followed.kind === 'REFUSED' ? followed : followed.stopped;
  if (stopped?.kind === 'OVERTAKEN') return OVERTAKEN;
  if (work.log.failures.length > 0) {
    // The answer tells most of it, too.
    await objects.write(session, 'report', REPORT, reportOf(work.log.failures, surroundings.homepage, asker.logicalResourceId));
  }
  const isOwing = [...entries].some(({ state }) => state === 'owed') || convergence.owed.length > 0;
  const brought = managed(work, turn, objects, decision, request, isOwing);
  if (stopped?.kind === 'PAUSED') return { kind: 'UNFINISHED', carried: convergence.carried, ...(stopped.isAnswerable && { answerable: brought }) };
  return stopped ?? (isUndoing ? undefined : incomplete(work, objects)) ?? brought;
}

/** How long the rest may take, in milliseconds. */
function availableTo({ session, signed, pass, contents: { waitMinutes } }: ContentsEvent): number {
  const waiting = waitMinutes === undefined ? Infinity : signed + waitMinutes * MINUTE - session.now();
  return pass.pausesAfter === undefined ? Math.min(session.remaining, waiting) : waiting;
}

interface Files {
  readonly declared: DeclaredContents;
  readonly former: ReadonlyMap<number, DeclaredContents>;
}

/**
 * The file that is to be followed, and those of before, as far as they are still there.
 *
 * @param formerRows learns from each of them
 * @param isKept whether a call of the function before has kept a copy of the file
 */
async function readFiles(
  { session, contents }: ContentsEvent, { head, recovered: { uncertain } }: Turn, objects: LedgerObjects, { copy }: VersionDecision, formerRows: FormerRows,
  isKept: boolean,
): Promise<Result<Files>> {
  const [own, ...others] = head.files;
  const copied = others.find(({ sequence }) => sequence === copy);
  const kept = own && isKept
    ? await keptFile(session, objects, own)
    : copied ? await takeKeptFile(session, objects, copied, own?.slot ?? 0) : done(undefined);
  if (kept.kind === 'REFUSED') return kept;
  const declared = kept.output ? done(kept.output) : await takeFile(session, objects, contents.source, own?.slot ?? 0);
  if (declared.kind === 'REFUSED') return declared;
  const former = new Map<number, DeclaredContents>();
  const asked = new Set([...uncertain.values()].map(({ sequence }) => sequence));
  for (const each of head.files) {
    // Most of a file is memberships, and only tells what an uncertain call was about.
    const isAsked = asked.has(each.sequence);
    const file = each === own ? declared : await keptFile(session, objects, each, isAsked ? undefined : 'MEMBERSHIPS');
    if (file.kind === 'REFUSED') return file;
    if (!file.output) continue;
    formerRows.learn(file.output, isAsked);
    former.set(each.sequence, isAsked ? file.output : renamedIn(file.output));
  }
  return done({ declared: declared.output, former });
}

function renamedIn({ users, groups }: DeclaredContents): DeclaredContents {
  const renamed = <Line extends { readonly formerName?: string }>(lines: ReadonlyMap<string, Line>): ReadonlyMap<string, Line> =>
    new Map([...lines].filter(([, { formerName }]) => formerName !== undefined));
  return { users: renamed(users), groups: renamed(groups), memberships: [] };
}

function incomplete({ log: { failures }, contents, declared }: Work, objects: LedgerObjects): Failure | undefined {
  if (failures.length <= contents.mostFailures) return undefined;
  const all = declared.users.size + declared.groups.size + declared.memberships.length;
  return failure('CONTENTS_INCOMPLETE', {
    done: String(all - failures.length), all: String(all), failed: String(failures.length), allowed: String(contents.mostFailures),
    failures: summaryOf(failures), report: objects.uriOf('report', REPORT),
  });
}

function managed(
  work: Work, { head }: Turn, objects: LedgerObjects, { version, keepsId }: VersionDecision, { requestType, signed }: ContentsEvent, isOwing: boolean,
): Exclude<Outcome, Failure> {
  const { contents, keys } = work;
  const exclusive = [...contents.exclusive.keys()].map((name) => keys.group(name));
  // Nobody leaves before CloudFormation's Delete of the id of before, so there has to be another one. After a Create no such Delete comes.
  const needsAnotherId = !keepsId && isOwing;
  const isOld = version.sequence !== head.wanted.sequence;
  const { sequence } = head.wanted;
  const renewed: Version = { ...version, sequence, physicalResourceId: versionIdOf({ sequence, hash: version.hash }), signed };
  const { creating } = head;
  const now: Version = {
    ...(needsAnotherId && isOld ? renewed : version), followed: sequence, exclusive, ...(requestType === 'Create' && creating !== undefined && { created: creating }),
  };
  const isReplaced = now.sequence !== head.version?.sequence;
  return {
    kind: 'MANAGED',
    physicalResourceId: now.physicalResourceId,
    attributes: attributesOf(work, objects),
    label: work.log.failures.length === 0 ? 'AS_DECLARED' : 'AS_DECLARED_BUT_FAILURES',
    versions: { version: now, ...(isReplaced && head.version && { former: head.version }) },
  };
}

function attributesOf({ declared, entries, keys, log, contents: { lookedUp } }: Work, objects: LedgerObjects): ContentsAttributes {
  const all = [...entries].filter(({ state }) => state === 'declared');
  const count = (ownership: Entry['ownership']): string => String(all.filter((entry) => entry.ownership === ownership).length);
  const ids = lookedUp.map(({ kind, name }) => entries.get(kind, kind === 'user' ? keys.user(name) : keys.group(name))?.id ?? '');
  return {
    Users: String(declared.users.size),
    Groups: String(declared.groups.size),
    Memberships: String(declared.memberships.length),
    Created: count('created'),
    Adopted: count('adopted'),
    Failed: String(log.failures.length),
    Owed: String([...entries].filter(({ state }) => state === 'owed').length),
    LookedUpIds: keys.of(ids),
    Report: objects.uriOf('report', REPORT),
  };
}
