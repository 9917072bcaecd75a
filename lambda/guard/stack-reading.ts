import { call } from './call';
import { Pace } from './pace';
import { CallResult, done } from './result';
import { FURTHER_PAGE, STACK_QUESTION } from './schedules';
import type { Session } from './session';
import type { DescribedStack, StackCalls } from './stack-calls';
import { StackList } from './stack-list';
import { StackTemplate } from './stack-template';

/** What was read, and when that was asked for, in milliseconds since 1970. */
export interface Dated<What> {
  readonly what: What;
  readonly readAt: number;
}

/** The calls about the own stack, each until CloudFormation has time for it. */
export class StackReading {
  private readonly describing = new Pace(STACK_QUESTION);
  private readonly readingTemplate = new Pace(STACK_QUESTION);
  private readonly firstPage = new Pace(STACK_QUESTION);
  private readonly furtherPage = new Pace(FURTHER_PAGE, this.firstPage);

  constructor(private readonly calls: StackCalls) {}

  public describe(session: Session, stackId: string): Promise<CallResult<Dated<DescribedStack>>> {
    return paced(session, this.describing, 'cloudformation:DescribeStacks', async () => {
      const readAt = session.now();
      return { what: await this.calls.describeStack(stackId), readAt };
    });
  }

  /** Nothing of it is read yet. */
  public list(session: Session, stackId: string): StackList {
    return new StackList((reader, nextToken) => {
      const pace = nextToken === undefined ? this.firstPage : this.furtherPage;
      return paced(reader, pace, 'cloudformation:ListStackResources', () => this.calls.listStackResources(stackId, nextToken));
    }, session.now());
  }

  /** What can't be read, because it is no JSON or because nobody allows it, is `undefined`. */
  public async template(session: Session, stackId: string): Promise<CallResult<Dated<StackTemplate | undefined>>> {
    const readAt = session.now();
    const text = await paced(session, this.readingTemplate, 'cloudformation:GetTemplate', () => this.calls.getTemplate(stackId));
    if (text.kind === 'DONE') return done({ what: StackTemplate.parse(text.output), readAt });
    return text.kind === 'FAILED' && text.code === 'ACCESS_DENIED' ? done({ what: undefined, readAt }) : text;
  }
}

/** Each operation has a limit of its own. */
async function paced<Output>(session: Session, pace: Pace, operation: string, send: () => Promise<Output>): Promise<CallResult<Output>> {
  await pace.turn(session);
  const before = session.calls;
  const answered = await call(session, operation, send, undefined, pace.schedule);
  pace.called(session, session.calls - before - 1);
  return answered;
}
