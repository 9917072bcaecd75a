import { Markup, markup, named } from './markup';

/** Names as a list that takes as many columns as there is room for. */
export function nameList(names: readonly string[]): Markup {
  return markup`<ul class="names">${names.map((name) => markup`<li>${named(name)}</li>`)}</ul>`;
}
