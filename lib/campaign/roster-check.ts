import { IConstruct } from 'constructs';
import { Remarks } from '../contents/check/remarks';
import { Complaints, Table } from '../contents/source/table';
import { declarationsOf, inStackOf } from '../custom-resource/declared-entities';
import { declareTogether } from '../custom-resource/declared-together';
import { INVITED_ONCE } from '../organizations/invitation-properties';
import { Problem } from '../properties/problems';
import { shown } from '../properties/validation';
import { RosterRow } from './roster';
import { checkedRow } from './row-rules';

export interface NumberedRow extends RosterRow {
  /** As in the contract. */
  readonly row: number;
}

/** The rows of a roster, once all that is wrong with them is told: an account is in it once, and in no other declaration of the stack. */
export class RosterCheck {
  public readonly rows: NumberedRow[] = [];
  private readonly byName = new Map<string, NumberedRow>();

  /**
   * @param needsAccounts whether a role accepts, which only the id of an account tells
   */
  constructor(
    private readonly scope: IConstruct, private readonly table: Table, private readonly complaints: Complaints, private readonly remarks: Remarks,
    needsAccounts: boolean,
  ) {
    table.read(({ row, properties }) => {
      const read = checkedRow(scope, properties, needsAccounts);
      if ('row' in read) this.take({ ...read.row, row });
      else for (const problem of read.problems) this.tell(row, problem);
    }, complaints);
    declareTogether({ scope, ...INVITED_ONCE, nameOf: (likeness, key) => likeness === 'SAME' && this.byName.has(key) ? key : undefined });
  }

  private take(row: NumberedRow): void {
    const [property, name] = row.account === undefined ? ['email', row.email ?? ''] : ['account', row.account];
    const twin = this.byName.get(name.toLowerCase());
    if (twin) return this.tell(row.row, { property, value: name, allowed: `another one than in ${this.table.placeOf(twin.row)}` });
    this.tellElsewhere(row.row, property, name);
    this.byName.set(name.toLowerCase(), row);
    this.rows.push(row);
  }

  private tellElsewhere(row: number, property: string, name: string): void {
    const twins = declarationsOf(this.scope, INVITED_ONCE, 'SAME', name.toLowerCase());
    const [other] = twins;
    const twin = inStackOf(this.scope, twins);
    if (twin) this.tell(row, { property, value: name, allowed: `declared once in a stack, and ${twin.scope.node.path} declares it as well: leave one of the two out` });
    else if (other) {
      this.remarks.add('declaredInAnotherStack', () => `${this.table.placeOf(row)}: the invitation of ${shown(name)} is also declared by ${other.scope.node.path}: if both stacks `
        + 'are deployed to the same organization, both invite the account');
    }
  }

  private tell(row: number, problem: Problem): void {
    this.complaints.add(this.table.textOf(row, problem));
  }
}
