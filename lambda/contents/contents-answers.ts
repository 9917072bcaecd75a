import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { Answer } from '../custom-resource/answer';
import type { Handled } from '../custom-resource/event-handler';
import { messageOf } from '../guard/failure';
import { nothingMade } from '../guard/ownership';
import type { Outcome } from './outcome';

/** The answers to one event. */
export class ContentsAnswers {
  /** The id that CloudFormation has by now, or one that says that nothing was made. */
  public readonly incoming: string;

  constructor(private readonly event: CloudFormationCustomResourceEvent, private readonly homepage: string) {
    this.incoming = event.RequestType === 'Create' || event.PhysicalResourceId === '' ? nothingMade(event.RequestId) : event.PhysicalResourceId;
  }

  public handled(outcome: Outcome): Handled {
    return { kind: 'ANSWERED', answer: this.of(outcome), result: labelOf(outcome) };
  }

  public of(outcome: Outcome): Answer {
    const physicalResourceId = this.incoming;
    switch (outcome.kind) {
      case 'MANAGED': return { status: 'SUCCESS', physicalResourceId: outcome.physicalResourceId, attributes: { ...outcome.attributes } };
      case 'RELEASED': return { status: 'SUCCESS', physicalResourceId, attributes: {} };
      case 'REFUSED': return { status: 'FAILED', physicalResourceId, reason: messageOf(outcome, this.homepage, this.event.LogicalResourceId) };
    }
  }
}

/** How the log names an outcome. */
export function labelOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'MANAGED': return outcome.label;
    case 'RELEASED': return outcome.released;
    case 'REFUSED': return outcome.code;
  }
}
