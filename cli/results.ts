/** What the log of a function says of an event that hasn't failed, or that was never carried out, each in a sentence. */
export const RESULTS: Readonly<Record<string, string>> = {
  CREATED: 'The stack has made it, and deletes it when it is removed from the stack.',
  ADOPTED: 'It was there already and is now as declared; the stack never deletes it.',
  REUSED: 'A pending invitation of the target was there and is used; the stack never cancels it.',
  ALREADY_MEMBER: 'The account was in the organization when it was to be invited, so that nothing was sent.',
  ALREADY_ENABLED: 'The organization has all features.',
  PENDING: 'All features were requested, and aren\'t enabled before all invited accounts have approved and the request was confirmed.',
  DONE: 'It is as declared. Look-ups, and what follows an invitation, have no other result.',
  DELETED: 'What the stack had made is gone.',
  KEPT: 'It was removed from the stack and left where it is: the stack hasn\'t made it, another resource of the stack has it now, it had ended on its '
    + 'own, or nothing was there.',
  KEPT_PROVIDER_OWNED: 'It was removed from the stack and left where it is, since an external identity provider manages it.',
  KEPT_UNPROVEN: 'Something may be left of a creation that CloudFormation gave up before the function had answered, and nothing proves that the function '
    + 'has made it. It was left where it is; the next deployment that declares it finds it.',
  WAITING: 'The deployment waits for somebody in the invited account; the line says who has to accept what, and until when. npx cdk-org-guard explain '
    + '--waiting STACK tells what became of it.',
  TOO_LATE: 'The event came when CloudFormation no longer waited for its answer, so that nothing was done.',
  NO_ANSWER_URL: 'The event has no URL that an answer could be sent to, so that nothing was done: it isn\'t one of CloudFormation.',
  FOREIGN_ANSWER_URL: 'The answer would go somewhere else than to a bucket of CloudFormation, so that nothing was done and nothing sent.',
  ANSWER_URL_OF_UNKNOWN_PARTITION: 'The function is in a partition that this version doesn\'t know, so that where the answer goes wasn\'t checked. The '
    + 'event was carried out; its own line follows.',
  LEFT_TO_ANOTHER_ENVIRONMENT: 'The function was denied for a minute, and its execution environment ended so that Lambda delivers the event once more, to '
    + 'another one. What is really denied fails after about three minutes.',
  AS_DECLARED: 'The store is as the file of the contents declares it; who is to leave does so in the clean-up.',
  AS_DECLARED_BUT_FAILURES: 'The same, but for rows that failed, of which there were no more than there may be.',
  STARTED: 'The workflow was started that handles the event; the lines of its calls follow, and npx cdk-org-guard progress STACK tells how far it is.',
  STARTED_BEFORE: 'An earlier delivery of the event has started the workflow already.',
  ANSWERED_BEFORE: 'An earlier delivery of the event has answered already, and the same was answered again.',
  TAKEN: 'The campaign has taken the roster, which the next run of its schedule follows.',
  OBSERVED: 'A run of a campaign has only looked, since its stack is being deployed or never was.',
  STOPPED: 'A run of a campaign has only looked, since the campaign has stopped until the next deployment; its event "Invitation Campaign Change" tells why.',
  NO_CAMPAIGN: 'A schedule came for a campaign that isn\'t there.',
  BUSY: 'A run of a campaign has left it to another one that hasn\'t ended.',
  RESTS: 'Every account of the campaign is at its end, and they are looked at once a day.',
  OVERTAKEN: 'Another event came for the same contents or campaign, which goes on in place of this one, so that nobody waits for an answer to it.',
  ANSWER_NOT_DELIVERED: 'The event was carried out, and its answer didn\'t reach CloudFormation. Lambda delivers the event again, up to twice.',
  USER_DISABLED: 'A notice beside the result: the user is disabled and can\'t sign in.',
};
