import { capitalized, counted, inFigures } from '../../plan/wording';
import type { ManagedKind, ManagedStack, Management, Thing } from '../model/management';
import { Markup, markup, named } from './markup';
import { nameList } from './names';

const PARTS = [
  { part: 'made', sign: '●', title: 'made by a stack' },
  { part: 'adopted', sign: '○', title: 'adopted by a stack' },
  { part: 'unmanaged', sign: '·', title: 'in no stack that was read' },
] as const;

const CLASSES = { made: 'made', adopted: 'adopted', unmanaged: 'loose' } as const;

/** What the stacks have made, what they have only adopted, and what nobody manages. */
export function drawManagement({ kinds, stacks }: Management): Markup {
  return markup`
<p class="hint">What a stack has made, it may delete when it is removed from the stack. What it has adopted, it never deletes.</p>
<ul class="legend" aria-label="Signs">${PARTS.map(({ part, sign, title }) => markup`<li><span class="key ${CLASSES[part]}">${sign}</span> ${title}</li>`)}</ul>
<div class="shares">${kinds.map(drawKind)}</div>
${stacks.length > 0 && drawStacks(stacks)}`;
}

function drawKind(kind: ManagedKind): Markup {
  const total = PARTS.reduce((sum, { part }) => sum + kind[part].length, 0);
  const said = PARTS.filter(({ part }) => kind[part].length > 0).map(({ part, title }) => `${inFigures(kind[part].length)} ${title}`).join(', ');
  return markup`<div class="share"><div class="share-title"><b>${inFigures(total)}</b> ${kind.title}</div>
<div class="bar" role="img" aria-label="${capitalized(kind.title)}: ${said}">${PARTS.filter(({ part }) => kind[part].length > 0).map(({ part, sign }) =>
  markup`<span class="${CLASSES[part]}" style="flex-grow: ${kind[part].length}"><span>${sign} ${inFigures(kind[part].length)}</span></span>`)}</div>
<div class="share-lists">${PARTS.map(({ part, title }) => drawNames(title, kind[part]))}</div></div>`;
}

function drawStacks(stacks: readonly ManagedStack[]): Markup {
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="Stacks"><table class="list">
<caption>${counted(stacks.length, 'stack')} with resources of this library</caption>
<thead><tr><th scope="col">stack</th><th scope="col">in</th><th scope="col">status</th><th scope="col" class="figure">● made</th><th scope="col" class="figure">○ adopted</th></tr></thead>
<tbody>${stacks.map(({ stack, holdings }) => markup`
<tr><th scope="row">${named(stack.stackName)}</th><td class="place">${stack.account}, ${stack.region}</td><td>${stack.status}</td><td class="figure">${
  inFigures(holdings.filter(({ ownership }) => ownership === 'made').length)}</td><td class="figure">${inFigures(holdings.filter(({ ownership }) => ownership === 'adopted').length)}</td></tr>`)}</tbody></table></div>`;
}

function drawNames(title: string, things: readonly Thing[]): Markup | undefined {
  if (things.length === 0) return undefined;
  return markup`<details><summary>${inFigures(things.length)} ${title}</summary>${nameList(things.map(({ name }) => name))}</details>`;
}
