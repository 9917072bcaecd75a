import { Content, Markup, markup } from './markup';
import { STYLE } from './style';

/** A part of a page, which the navigation leads to. */
export interface PagePart {
  readonly id: string;
  readonly title: string;
  readonly content: Content;
}

export interface Page {
  readonly title: string;
  /** What it is made from, and by whom. */
  readonly origin: Content;
  /** What is read first. */
  readonly lead: Content;
  readonly parts: readonly PagePart[];
}

/** The only place from which anything would be loaded, or run: none. */
const POLICY = 'default-src \'none\'; style-src \'unsafe-inline\'; base-uri \'none\'; form-action \'none\'';

/** A whole page, which needs nothing beside it. */
export function page({ title, origin, lead, parts }: Page): string {
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header><h1>${title}</h1>
<p class="origin">${origin}</p></header>
${parts.length > 0 && markup`<nav aria-label="Parts"><ul>${parts.map((part) => markup`<li><a href="#${part.id}">${part.title}</a></li>`)}</ul></nav>`}
<main>
${lead}
${parts.map((part) => markup`<section id="${part.id}" aria-labelledby="${part.id}-title"><h2 id="${part.id}-title">${part.title}</h2>${part.content}</section>
`)}</main>
</body>
</html>
`.text;
}
