import { nameForm } from '../contents/declared';
import type { CampaignEdit, PlannedCampaign, PlannedRow } from './plan';

/** The id of one of the accounts. */
export function accountIdOf(account: number): string {
  return String(300_000_000_000 + account);
}

/** The e-mail address of one of the accounts, as its row has it. */
export function addressOf(account: number): string {
  return `account-${accountIdOf(account)}@example.com`;
}

/** Whom a row is about, as it says so: an id or an address. */
export function targetOf({ account, by }: PlannedRow): string {
  return by === 'ID' ? accountIdOf(account) : nameForm(addressOf(account));
}

/** The number of a row never changes, so that what is told of it can be followed. */
export function numberOf({ account, by }: PlannedRow): number {
  return 2 * account + (by === 'ID' ? 1 : 2);
}

/** What the people who look after a campaign change in it. */
export function editedCampaign(campaign: PlannedCampaign, edit: CampaignEdit, previous: PlannedCampaign | undefined): PlannedCampaign {
  const { rows } = campaign;
  switch (edit.does) {
    case 'ADD_ROW': return checkedCampaign({ ...campaign, rows: [...rows, edit.row] });
    case 'REMOVE_ROW': return { ...campaign, rows: rows.length > 1 ? rows.filter((_, index) => index !== edit.which % rows.length) : rows };
    case 'RAISE_GENERATION': return { ...campaign, rows: rows.map((each, index) => (index === edit.which % rows.length ? raised(each) : each)) };
    case 'RAISE_ALL': return { ...campaign, rows: rows.map(raised) };
    case 'CHANGE_SETTINGS': return { ...campaign, ...edit.settings };
    case 'GO_BACK': return previous ? { ...previous, generation: campaign.generation } : campaign;
  }
}

/** What synthesis leaves: no row twice, and none by an address if a role accepts. */
export function checkedCampaign(campaign: PlannedCampaign): PlannedCampaign {
  const byTarget = new Map<string, PlannedRow>();
  for (const row of campaign.rows) {
    const own: PlannedRow = campaign.byRole ? { ...row, by: 'ID' } : row;
    if (!byTarget.has(targetOf(own))) byTarget.set(targetOf(own), own);
  }
  return { ...campaign, rows: [...byTarget.values()] };
}

function raised(row: PlannedRow): PlannedRow {
  return { ...row, generation: row.generation + 1 };
}
