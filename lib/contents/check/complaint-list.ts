import { IConstruct } from 'constructs';
import { Complaints } from '../source/table';

/** Nobody reads more of them, and each may be in every row of a large file. */
const MOST_TOLD = 20;

/** All that is wrong with a source: the first complaints, and how many there are. */
export class ComplaintList implements Complaints {
  private readonly first: string[] = [];
  private count = 0;

  /**
   * @param where they are, as errors say it
   */
  constructor(private readonly where = 'in the contents') {}

  public add(text: string): void {
    this.count += 1;
    if (this.first.length < MOST_TOLD) this.first.push(text);
  }

  /** Fails the synthesis if there is any. */
  public refuse(scope: IConstruct): void {
    if (this.count === 0) return;
    const [only = ''] = this.first;
    if (this.count === 1) throw new Error(`${scope.node.path}: ${only}`);
    const more = this.count - this.first.length;
    const lines = [...this.first, ...(more > 0 ? [`and ${more} more`] : [])];
    throw new Error(`${scope.node.path}: ${this.count} problems ${this.where}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
  }
}
