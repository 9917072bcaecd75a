import { OwnStack } from '../../lambda/guard/own-stack';
import type { Owned } from '../../lambda/guard/ownership';
import type { DescribedStack } from '../../lambda/guard/stack-calls';
import type { ListedPage, ListedResource } from '../../lambda/guard/stack-list';
import type { Asker, Question } from '../../lambda/guard/stack-view';
import { OwnTime } from './own-time';

export const ASKER: Asker = { stackId: 'stack', logicalResourceId: 'Asker', resourceType: 'Custom::Thing' };

/** A resource of that stack that has the entity 42. */
export const HOLDING: ListedResource = { logicalResourceId: 'Other', physicalResourceId: 'created:42', resourceType: 'Custom::Thing', status: 'CREATE_COMPLETE', changed: 500 };

/** The declaration of such a resource in a template. */
export const THING = { Type: 'Custom::Thing' };

/** What CloudFormation says of a stack that isn't there. */
export const GONE = Object.assign(new Error('Stack is gone'), { name: 'ValidationError', $metadata: { httpStatusCode: 400 } });

/** A stack as CloudFormation would describe it. */
export class Described {
  public status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  public pages: ListedPage[] = [];
  public readonly asked: string[] = [];
  public began: number | undefined;
  public disablesRollback = false;
  public readonly time = new OwnTime();
  public beforePage: () => void = () => undefined;
  public beforeDescription: () => void = () => undefined;
  /** The resources of the template by their logical ids, or a text that is no template. */
  public template: string | Readonly<Record<string, object>> = '';
  /** What CloudFormation answers instead. */
  public refusal: Error | undefined;
  /** Whether it refuses a call, as `asked` tells it. */
  public refuses: (call: string) => boolean = () => true;

  public readonly ownStack = new OwnStack({
    describeStack: async (): Promise<DescribedStack> => {
      this.receive('describe', this.beforeDescription);
      return {
        status: this.status, ...(this.began !== undefined && { began: this.began }), ...(this.disablesRollback && { disablesRollback: true }),
      };
    },
    listStackResources: async (_stackId, nextToken) => {
      this.receive(`list ${nextToken ?? 'first'}`, this.beforePage);
      return this.pages[Number(nextToken ?? 0)] ?? { resources: [] };
    },
    getTemplate: async () => {
      this.receive('template');
      return typeof this.template === 'string' ? this.template : JSON.stringify({ Resources: this.template });
    },
  });

  public holds(physicalResourceId: string, { type = 'Custom::Thing', status = 'CREATE_COMPLETE', logicalId = 'Other' } = {}): this {
    const nextToken = String(this.pages.length + 1);
    this.pages.push({ resources: [{ logicalResourceId: logicalId, physicalResourceId, resourceType: type, status }], nextToken });
    return this;
  }

  /** Which resources are on which page. */
  public lists(...pages: readonly (readonly ListedResource[])[]): this {
    this.pages = pages.map((resources, index) => ({ resources, ...(index + 1 < pages.length && { nextToken: String(index + 1) }) }));
    return this;
  }

  /** Which resource the answer names as the holder. */
  public async ask(question: Question): Promise<unknown> {
    const last = this.pages.at(-1);
    if (last) this.pages[this.pages.length - 1] = { resources: last.resources };
    const view = await this.look(question);
    return view.kind === 'DONE' ? view.output.holder && pick(view.output.holder) : view;
  }

  public look(question: Question, { asker = ASKER, session = this.time.session() } = {}): ReturnType<OwnStack['look']> {
    return this.ownStack.look(session, asker, question);
  }

  private receive(call: string, before?: () => void): void {
    this.asked.push(call);
    before?.();
    if (this.refusal && this.refuses(call)) throw this.refusal;
  }
}

function pick({ ownership, id }: Owned): Owned {
  return { ownership, id };
}
