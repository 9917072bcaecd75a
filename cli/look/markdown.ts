import type { Snapshot } from '../../sandbox/seed/snapshot';
import { code, escaped } from '../plan/escape';
import { printable } from '../plan/printable';
import { counted, finished } from '../plan/wording';
import { OrganizationNode, ShownOrganization, shownOrganization, UnitNode } from './model/organization';
import { endOfInvitation, wordsOf } from './model/wording';

/** In a larger picture nobody finds anything, and forges refuse to draw it. */
const MOST_NODES = 80;

/** What of that is drawn; tags aren't. */
const OF_ORGANIZATION = /^(organization$|roots$|invitations$|units in |accounts in )/;

/** The organization for a page of Markdown: as a picture if it is small, else as a list of its units. */
export function snapshotMarkdown({ organization, reading, isRedacted, notRead }: Snapshot): string {
  const title = `### The organization${isRedacted ? ' (redacted)' : ''}\n\n`;
  const unread = notRead.filter(({ what }) => OF_ORGANIZATION.test(what)).map(({ what, why }) => `${escaped(`Not read: ${what}: ${finished(why)}`)}\n\n`).join('');
  if (!organization) return `${title}It was not read.\n${unread === '' ? '' : `\n${unread.trimEnd()}\n`}`;
  const shown = shownOrganization(organization, reading.endedAt);
  const origin = escaped(`${counted(shown.accounts.length, 'account')}, ${counted(organization.organizationalUnits.length, 'organizational unit')}, as of ${reading.endedAt.slice(0, 10)}.`);
  return `${title}${origin}\n\n${unread}${shown.roots.flatMap(descendants).length <= MOST_NODES ? mermaid(shown) : shown.roots.map((root) => list(root, 0)).join('')}`;
}

function mermaid({ roots }: ShownOrganization): string {
  const lines: string[] = [];
  let next = 0;
  const add = (node: OrganizationNode, parent?: string): void => {
    const name = `n${next++}`;
    lines.push(`  ${name}${shapeOf(node)}`);
    if (parent !== undefined) lines.push(`  ${parent} ${node.kind === 'invitation' ? '-.-' : '---'} ${name}`);
    for (const child of childrenOf(node)) add(child, name);
  };
  roots.forEach((root) => add(root));
  return `\`\`\`mermaid\nflowchart LR\n${lines.join('\n')}\n\`\`\`\n`;
}

/** Corners for what holds others, none for an account. */
function shapeOf(node: OrganizationNode): string {
  const label = mermaidText(labelOf(node));
  return node.kind === 'root' || node.kind === 'unit' ? `["${label}"]` : `(["${label}"])`;
}

function labelOf(node: OrganizationNode): string {
  switch (node.kind) {
    case 'root': case 'unit': return node.name;
    case 'account': return `${node.name} ${node.id}${['ACTIVE', ''].includes(node.state) ? '' : `, ${wordsOf(node.state)}`}${node.isManagement ? ', management account' : ''}`;
    case 'invitation': return `${node.name}, invited, ${endOfInvitation(node)}`;
  }
}

/** Mermaid has signs of its own within quotes, too, so that everything but letters and figures is written as its number. */
function mermaidText(text: string): string {
  return printable(text).replace(/[^\p{L}\p{M}\p{N} ]/gu, (character) => `#${character.codePointAt(0)};`);
}

/** Accounts are only counted. */
function list(unit: UnitNode, depth: number): string {
  const accounts = unit.children.filter(({ kind }) => kind === 'account').length;
  const pending = unit.children.filter((child) => child.kind === 'invitation');
  const units = unit.children.flatMap((child) => child.kind === 'unit' ? [child] : []);
  return [
    `${'  '.repeat(depth)}- ${code(unit.name)}: ${counted(accounts, 'account')}\n`,
    ...units.map((each) => list(each, depth + 1)),
    ...pending.map((invitation) => `${'  '.repeat(depth + 1)}- ${code(invitation.name)} is invited, ${escaped(endOfInvitation(invitation))}\n`),
  ].join('');
}

function childrenOf(node: OrganizationNode): readonly OrganizationNode[] {
  return node.kind === 'root' || node.kind === 'unit' ? node.children : [];
}

function descendants(node: OrganizationNode): OrganizationNode[] {
  return [node, ...childrenOf(node).flatMap(descendants)];
}
