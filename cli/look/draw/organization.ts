import { cluster, HierarchyPointLink, HierarchyPointNode, hierarchy } from 'd3-hierarchy';
import { columnsOf } from '../../plan/wrap';
import { counted, inFigures } from '../../plan/wording';
import type { AccountNode, InvitationNode, OrganizationNode, ShownOrganization, UnitNode } from '../model/organization';
import { endOfInvitation, wordsOf } from '../model/wording';
import { isolated, Markup, markup, named } from './markup';

/** Above so many accounts, those of a unit are one leaf. The table has them all. */
const MOST_LEAVES = 200;

/** In pixels. */
const ROW = 22;
const GAP = 64;
const CHARACTER = 7.2;
/** Of the bold name of a unit. */
const WIDE_CHARACTER = 8.6;
const MARGIN = 16;

/** In characters. */
const LONGEST_LABEL = 32;

/** Accounts of a unit that aren't drawn one by one. */
interface ManyNode {
  readonly kind: 'many';
  readonly accounts: readonly AccountNode[];
}

type DrawnNode = Exclude<OrganizationNode, UnitNode> | (Omit<UnitNode, 'children'> & { readonly children: readonly DrawnNode[] }) | ManyNode;

type Point = HierarchyPointNode<DrawnNode>;

/** The organization: its tree, and all accounts and invitations as tables. */
export function drawOrganization(organization: ShownOrganization): Markup {
  return markup`
${organization.roots.map((root) => drawTree(root, organization))}
<details class="rest"><summary>Accounts as a table <span class="number">${inFigures(organization.accounts.length)}</span></summary>${accountTable(organization)}</details>
${organization.pastInvitations.length > 0 && markup`<details class="rest"><summary>Invitations that are over <span class="number">${inFigures(organization.pastInvitations.length)}</span></summary>
${invitationTable(organization.pastInvitations)}</details>`}`;
}

function drawTree(root: UnitNode, { id, accounts }: ShownOrganization): Markup {
  // Each leaf has a row of its own, whatever its depth, so that no name is written over another.
  const rows = cluster<DrawnNode>().nodeSize([ROW, 1]).separation((one, other) => one.parent === other.parent ? 1 : 1.4);
  const layout = rows(hierarchy(grouped(root, accounts.length > MOST_LEAVES), childrenOf));
  const points = layout.descendants();
  const starts = columnStarts(points);
  const top = Math.min(...points.map(({ x }) => x));
  const height = Math.max(...points.map(({ x }) => x)) - top + 2 * MARGIN;
  const width = Math.max(...points.map((point) => (starts[point.depth] ?? 0) + widthOf(point.data))) + MARGIN;
  const place = (point: Point): { readonly x: number; readonly y: number } => ({ x: starts[point.depth] ?? 0, y: Math.round(point.x - top + MARGIN) });
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="Tree of the organization">
<svg class="tree" role="img" aria-labelledby="tree-title tree-description" viewBox="0 0 ${width} ${Math.ceil(height)}" width="${width}" height="${Math.ceil(height)}">
<title id="tree-title">Organization ${id}</title>
<desc id="tree-description">${counted(points.filter(({ data }) => data.kind === 'unit').length, 'unit')} and ${counted(accounts.length, 'account')}, from the root at the left. The table below has the same accounts.</desc>
${layout.links().map((link) => drawLink(link, place))}
${points.map((point) => drawNode(point.data, place(point)))}
</svg>
</div>`;
}

/** With the accounts of each unit as one leaf, if there are too many of them. */
function grouped(unit: UnitNode, isLarge: boolean): DrawnNode {
  const accounts = unit.children.filter((child) => child.kind === 'account');
  const others = unit.children.filter((child) => child.kind !== 'account')
    .map((child): DrawnNode => child.kind === 'invitation' ? child : grouped(child, isLarge));
  return { ...unit, children: [...isLarge && accounts.length > 1 ? [{ kind: 'many' as const, accounts }] : accounts, ...others] };
}

function childrenOf(node: DrawnNode): readonly DrawnNode[] {
  return 'children' in node ? node.children : [];
}

/** Where the nodes of each depth begin: right of the widest one before them. */
function columnStarts(points: readonly Point[]): number[] {
  const starts = [MARGIN];
  const depth = Math.max(...points.map((point) => point.depth));
  for (let level = 0; level < depth; level++) {
    const inner = points.filter((point) => point.depth === level && point.children !== undefined);
    starts.push((starts[level] ?? 0) + Math.max(0, ...inner.map(({ data }) => widthOf(data))) + GAP);
  }
  return starts;
}

function widthOf(node: DrawnNode): number {
  const label = columnsOf(labelOf(node)) * (node.kind === 'unit' || node.kind === 'root' ? WIDE_CHARACTER : CHARACTER);
  return Math.round(20 + label + (columnsOf(detailOf(node)) + 2) * CHARACTER);
}

function labelOf(node: DrawnNode): string {
  const text = node.kind === 'many' ? counted(node.accounts.length, 'account') : node.name;
  const characters = [...text];
  return characters.length <= LONGEST_LABEL ? text : `${characters.slice(0, LONGEST_LABEL - 1).join('')}…`;
}

/** What there is to say beside the name. */
function detailOf(node: DrawnNode): string {
  switch (node.kind) {
    case 'root': case 'unit': return '';
    case 'account': return [node.id, ...node.isManagement ? ['management account'] : [], ...node.state === 'ACTIVE' || node.state === '' ? [] : [wordsOf(node.state)]].join(' · ');
    case 'invitation': return `invited · ${endOfInvitation(node)}`;
    case 'many': return [...countedStates(node.accounts)].filter(([state]) => state !== 'ACTIVE').map(([state, count]) => `${inFigures(count)} ${wordsOf(state)}`).join(' · ');
  }
}

function countedStates(accounts: readonly AccountNode[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { state } of accounts) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

function drawLink({ source, target }: HierarchyPointLink<DrawnNode>, place: (point: Point) => { readonly x: number; readonly y: number }): Markup {
  const [from, to] = [place(source), place(target)];
  const start = from.x + widthOf(source.data) - 8;
  const turn = to.x - GAP / 2;
  return markup`<path class="link${target.data.kind === 'invitation' && ' pending'}" d="M${start} ${from.y}H${turn - GAP / 2}C${turn} ${from.y} ${turn} ${to.y} ${to.x - 8} ${to.y}"/>
`;
}

function drawNode(node: DrawnNode, { x, y }: { readonly x: number; readonly y: number }): Markup {
  const detail = detailOf(node);
  const full = node.kind === 'many' ? labelOf(node) : node.name;
  return markup`<g class="node ${node.kind} ${stateClass(node)}" transform="translate(${x} ${y})"><title>${isolated(full)}${detail !== '' && ` · ${detail}`}</title>${drawSymbol(node)}<text x="14" dy="0.35em">${isolated(labelOf(node))}${detail !== '' && markup`<tspan class="detail" dx="8">${detail}</tspan>`}</text></g>
`;
}

/** A square for what holds others, a circle for an account, a ring for what isn't one yet; a cross for one that isn't in use. */
function drawSymbol(node: DrawnNode): Markup {
  switch (node.kind) {
    case 'root': case 'unit': return markup`<rect x="-6" y="-6" width="12" height="12" rx="3"/>`;
    case 'invitation': return markup`<circle r="5" stroke-dasharray="2.5 2"/>`;
    case 'account': return stateClass(node) === 'out' ? markup`<path d="M-4 -4L4 4M-4 4L4 -4"/>` : markup`<circle r="5"/>`;
    case 'many': return markup`<circle cx="-4" r="4"/><circle cx="1" r="4"/>`;
  }
}

function stateClass(node: DrawnNode): string {
  return node.kind === 'account' && !['ACTIVE', ''].includes(node.state) ? 'out' : 'in';
}

function accountTable({ accounts }: ShownOrganization): Markup {
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="Accounts"><table class="list">
<thead><tr><th scope="col">account</th><th scope="col">id</th><th scope="col">e-mail address</th><th scope="col">in</th><th scope="col">state</th><th scope="col">joined</th></tr></thead>
<tbody>${accounts.map(({ account, path }) => markup`
<tr><th scope="row">${named(account.name)}</th><td>${account.id}</td><td>${named(account.email)}</td><td>${path.map((name, index) => markup`${index > 0 && ' / '}${named(name)}`)}</td><td>${
  wordsOf(account.state)}${account.isManagement && ', management account'}</td><td>${wordsOf(account.joinedBy)}</td></tr>`)}</tbody></table></div>`;
}

function invitationTable(invitations: readonly InvitationNode[]): Markup {
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="Invitations that are over"><table class="list">
<thead><tr><th scope="col">for</th><th scope="col">state</th><th scope="col">valid until</th><th scope="col">id</th></tr></thead>
<tbody>${invitations.map(({ name, state, endsAt, id }) => markup`
<tr><th scope="row">${named(name)}</th><td>${wordsOf(state)}</td><td>${endsAt.slice(0, 10)}</td><td>${id}</td></tr>`)}</tbody></table></div>`;
}
