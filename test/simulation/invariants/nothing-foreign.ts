import type { Invariant } from './invariant';

/**
 * Nothing that a stack did not create is deleted by it, and nothing foreign is changed by it except as documented. What that
 * means for an entity is for its domain to say.
 */
export const nothingForeign: Invariant = {
  name: 'nothing foreign',
  holds: 'nothing that a stack did not create is deleted by it, and nothing foreign is changed except by `ADOPT` or `OVERWRITE` as documented.',
  afterAll: (run) => run.ledger.changes.flatMap((change) => {
    const { author } = change;
    const wrong = author === 'OTHERS' ? undefined : run.options.domain.objection(run, change, author);
    if (author === 'OTHERS' || wrong === undefined) return [];
    const { RequestType, LogicalResourceId } = author.event;
    return [`${change.operation} of ${change.id} at ${RequestType} of ${LogicalResourceId}: ${wrong}`];
  }),
};
