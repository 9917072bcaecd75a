import { call } from './call';
import { CallResult, done } from './result';
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
  constructor(private readonly calls: StackCalls) {}

  public describe(session: Session, stackId: string): Promise<CallResult<Dated<DescribedStack>>> {
    return call(session, 'cloudformation:DescribeStacks', async () => {
      const readAt = session.now();
      return { what: await this.calls.describeStack(stackId), readAt };
    });
  }

  /** Nothing of it is read yet. */
  public list(session: Session, stackId: string): StackList {
    return new StackList((reader, nextToken) => call(reader, 'cloudformation:ListStackResources', () =>
      this.calls.listStackResources(stackId, nextToken)), session.now());
  }

  /** What can't be read, because it is no JSON or because nobody allows it, is `undefined`. */
  public async template(session: Session, stackId: string): Promise<CallResult<Dated<StackTemplate | undefined>>> {
    const readAt = session.now();
    const text = await call(session, 'cloudformation:GetTemplate', () => this.calls.getTemplate(stackId));
    if (text.kind === 'DONE') return done({ what: StackTemplate.parse(text.output), readAt });
    return text.kind === 'FAILED' && text.code === 'ACCESS_DENIED' ? done({ what: undefined, readAt }) : text;
  }
}
