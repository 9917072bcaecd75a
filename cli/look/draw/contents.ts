import { toMinutes } from '../../plan/headline';
import { inFigures } from '../../plan/wording';
import type { ManagedContents } from '../model/contents';
import { Markup, markup, named } from './markup';

/** What the ledgers of contents say. */
export function drawContents(all: readonly ManagedContents[]): Markup {
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="Contents"><table class="list">
<caption>What contents have made they may take away once its row goes. What they have adopted, they don't.</caption>
<thead><tr><th scope="col">contents</th><th scope="col">stack</th><th scope="col" class="figure">● made</th><th scope="col" class="figure">○ adopted</th><th scope="col" class="figure">still to leave</th><th scope="col">last event</th></tr></thead>
<tbody>${all.map(({ stack, name, ledger }) => markup`
<tr><th scope="row">${named(name)}</th><td>${named(stack.stackName)}</td>${ledger
  ? markup`<td class="figure">${inFigures(ledger.made)}</td><td class="figure">${inFigures(ledger.adopted)}</td><td class="figure">${inFigures(ledger.owed)}</td><td>${ledger.last}, ${toMinutes(new Date(ledger.at).toISOString())}</td>`
  : markup`<td colspan="4">no ledger that can be read</td>`}</tr>`)}</tbody></table></div>`;
}
