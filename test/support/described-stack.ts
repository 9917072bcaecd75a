import { OwnStack } from '../../lambda/guard/own-stack';
import type { Owned } from '../../lambda/guard/ownership';
import type { DescribedStack } from '../../lambda/guard/stack-calls';
import type { ListedPage } from '../../lambda/guard/stack-list';
import type { Asker, Question } from '../../lambda/guard/stack-view';
import { OwnTime } from './own-time';

export const ASKER: Asker = { stackId: 'stack', logicalResourceId: 'Asker', resourceType: 'Custom::Thing' };

/** A stack as CloudFormation would describe it. */
export class Described {
  public status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  public pages: ListedPage[] = [];
  public readonly asked: string[] = [];
  public began: number | undefined;
  public readonly time = new OwnTime();
  public beforePage: () => void = () => undefined;
  public beforeDescription: () => void = () => undefined;
  /** The resources of the template by their logical ids, or a text that is no template. */
  public template: string | Readonly<Record<string, object>> = '';
  /** What CloudFormation answers instead. */
  public refusal: Error | undefined;

  public readonly ownStack = new OwnStack({
    describeStack: async (): Promise<DescribedStack> => {
      this.asked.push('describe');
      this.beforeDescription();
      return this.refusal ? Promise.reject(this.refusal) : { status: this.status, ...(this.began !== undefined && { began: this.began }) };
    },
    listStackResources: async (_stackId, nextToken) => {
      this.asked.push(`list ${nextToken ?? 'first'}`);
      this.beforePage();
      if (this.refusal) throw this.refusal;
      return this.pages[Number(nextToken ?? 0)] ?? { resources: [] };
    },
    getTemplate: async () => {
      this.asked.push('template');
      if (this.refusal) throw this.refusal;
      return typeof this.template === 'string' ? this.template : JSON.stringify({ Resources: this.template });
    },
  });

  public holds(physicalResourceId: string, { type = 'Custom::Thing', status = 'CREATE_COMPLETE', logicalId = 'Other' } = {}): this {
    const nextToken = String(this.pages.length + 1);
    this.pages.push({ resources: [{ logicalResourceId: logicalId, physicalResourceId, resourceType: type, status }], nextToken });
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
}

function pick({ ownership, id }: Owned): Owned {
  return { ownership, id };
}
