import { STATE_CHANGE } from '../../../../lib/contract/campaign-status';
import { addressOf } from '../declared';
import type { CampaignInvariant } from './invariant';

/** Addresses are nowhere but in the roster. */
export const confidential: CampaignInvariant = {
  name: 'confidential',
  holds: 'no e-mail address is in the log, in an event, in an answer to CloudFormation, in the head, in the entries or in the status.',
  afterQuiet(run, kept) {
    const texts = {
      'the log': JSON.stringify(run.log.map(({ line }) => line)),
      'an event': JSON.stringify(run.sandbox.home.events.all.filter(({ source }) => source === STATE_CHANGE.source)),
      'the stack': JSON.stringify(run.stack?.events ?? []),
      'the ledger': kept.texts.join(''),
    };
    return Object.entries(texts).flatMap(([where, text]) =>
      run.plan.accounts.flatMap((_, index) => (text.includes(addressOf(index)) ? [`${addressOf(index)} is in ${where}`] : [])).slice(0, 1));
  },
};
