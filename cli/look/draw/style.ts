/** Every pair of text and ground has a contrast of at least 4.5, in both schemes. */
const COLOURS = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --panel: #ffffff; --ink: #1a1d23; --faint: #585f6c; --line: #e1e4ea; --strong: #c3c8d2; --hover: #eef1f8; --link: #2b4fc7;
  --made: #3f56c9; --on-made: #ffffff; --adopted: #dfe4fb; --on-adopted: #2f42a3; --mixed: #a3b0f2; --on-mixed: #101840; --loose: #d5d9e1; --on-loose: #434a57;
  --given: #1e7a3c; --on-given: #ffffff; --taken: #c02626; --on-taken: #ffffff; --warn: #ffe6a8; --on-warn: #664200;
  --red: #b42020; --green: #1c6e37; --yellow: #7a5200; --cyan: #0b6478;
  --removed: #fdeaea; --added: #e6f5ea;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #121419; --panel: #1a1d24; --ink: #e9ebf0; --faint: #a2aab8; --line: #2b303a; --strong: #465060; --hover: #232834; --link: #a3b6ff;
    --made: #8fa3ff; --on-made: #10142b; --adopted: #2b3566; --on-adopted: #c6d0ff; --mixed: #5566c9; --on-mixed: #ffffff; --loose: #3a414e; --on-loose: #d6dbe4;
    --given: #5fce83; --on-given: #06210f; --taken: #ff8a8a; --on-taken: #2d0505; --warn: #54400f; --on-warn: #ffdc8c;
    --red: #ff9b9b; --green: #7bdc9a; --yellow: #f2c765; --cyan: #7fd6ea;
    --removed: #3a1d20; --added: #15301f;
  }
}`;

const TEXT = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
header, nav, main { max-width: 1720px; margin: 0 auto; padding: 0 28px; }
header { padding-top: 28px; }
h1 { font-size: 26px; line-height: 1.2; margin: 0; letter-spacing: -0.01em; }
h2 { font-size: 19px; margin: 0 0 12px; }
h3 { font-size: 16px; margin: 0; }
h4 { font-size: 14px; margin: 14px 0 4px; }
p { margin: 6px 0; max-width: 110ch; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.origin, .hint, .faint, caption, .none { color: var(--faint); }
.origin { margin: 6px 0 0; overflow-wrap: anywhere; }
.headline { font-size: 17px; font-weight: 600; margin: 0 0 12px; }
.number { color: var(--faint); font-weight: 400; font-variant-numeric: tabular-nums; }
nav { position: relative; margin-top: 14px; margin-bottom: 18px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0; padding: 0 0 10px; list-style: none; border-bottom: 1px solid var(--line); }
section { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 20px 22px; margin: 18px 0; }
.notice { background: var(--warn); color: var(--on-warn); border-radius: 8px; padding: 8px 14px; margin: 0 0 14px; }
.notice ul { margin: 4px 0; padding-left: 20px; }
.bad h3 { font-size: 15px; }
summary { cursor: pointer; width: fit-content; max-width: 100%; }
summary h3 { display: inline; }
details.section { margin: 14px 0; }
details.rest { margin: 8px 0; }
ul.names { margin: 6px 0 10px; padding: 0 0 0 18px; columns: 18em auto; column-gap: 24px; list-style: none; font-size: 13.5px; }
ul.names li { overflow-wrap: anywhere; }
.totals { display: flex; flex-wrap: wrap; gap: 10px; margin: 0 0 6px; padding: 0; list-style: none; }
.totals li { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 6px 14px; }
.totals b { font-size: 18px; font-variant-numeric: tabular-nums; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0 0 12px; padding: 0; list-style: none; font-size: 13.5px; color: var(--faint); }
.key { display: inline-block; width: 18px; height: 18px; line-height: 18px; border-radius: 4px; text-align: center; font-weight: 700; font-size: 12px; }
.scroll { overflow: auto; max-width: 100%; }`;

const MARKS = `
.made { background: var(--made); color: var(--on-made); }
.adopted { background: var(--adopted); color: var(--on-adopted); }
.mixed { background: var(--mixed); color: var(--on-mixed); }
.loose { background: var(--loose); color: var(--on-loose); }
.given { background: var(--given); color: var(--on-given); }
.taken { background: var(--taken); color: var(--on-taken); }
.refused, .unknown { background: var(--warn); color: var(--on-warn); }
.red .sign, .red .verb, .totals .red b { color: var(--red); }
.green .sign, .green .verb, .totals .green b { color: var(--green); }
.yellow .sign, .yellow .verb, .totals .yellow b { color: var(--yellow); }
.cyan .sign, .cyan .verb, .totals .cyan b { color: var(--cyan); }
.sign { font-weight: 700; font-family: ui-monospace, "Liberation Mono", monospace; }`;

const MATRIX = `
.scroll:has(> .matrix) { width: fit-content; border: 1px solid var(--line); border-radius: 8px; }
.scroll:has(> .long) { max-height: 86vh; }
.matrix { --names: 190px; table-layout: fixed; border-collapse: separate; border-spacing: 0; width: calc(var(--names) + var(--columns) * var(--cell)); font-size: 13px; }
.matrix col { width: var(--cell); }
.matrix col.names { width: var(--names); }
.matrix thead th, .matrix .corner { position: sticky; top: 0; z-index: 2; background: var(--panel); height: var(--head); padding: 0; vertical-align: bottom; border-bottom: 1px solid var(--strong); font-weight: 400; }
.matrix .corner { left: 0; z-index: 3; }
.matrix thead th > div { writing-mode: vertical-rl; transform: rotate(180deg); width: 100%; height: calc(var(--head) - 6px); display: flex; align-items: center; gap: 6px; white-space: nowrap; }
.matrix thead .name { overflow: hidden; text-overflow: ellipsis; }
.matrix .count { color: var(--faint); font-size: 11px; font-variant-numeric: tabular-nums; padding-inline-start: 7px; min-height: 26px; }
.matrix tbody th { position: sticky; left: 0; z-index: 1; background: var(--panel); text-align: start; font-weight: 400; padding: 0 8px 0 10px; border-right: 1px solid var(--strong); max-width: var(--names); }
.matrix tbody .name, .matrix summary { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.matrix tbody th .key { width: 15px; height: 15px; line-height: 15px; font-size: 11px; }
.matrix th ul.names { columns: auto; padding-left: 12px; font-size: 12px; }
.matrix tbody td { height: 23px; padding: 0; text-align: center; font-size: 12px; font-weight: 700; line-height: 1; background-clip: padding-box; border: 1px solid var(--panel); border-radius: 5px; }
.matrix tbody td:not([class]) { border: 0; border-radius: 0; background: repeating-linear-gradient(to right, transparent 0 calc(var(--cell) - 1px), var(--line) calc(var(--cell) - 1px) var(--cell)); border-bottom: 1px solid var(--line); }
.matrix tbody tr:hover > :is(th, td:not([class])) { background-color: var(--hover); }
.matrix.small { font-size: 12px; }
.matrix.small tbody td { height: 17px; font-size: 9px; border-radius: 3px; }
.matrix.small thead th > div { font-size: 11px; }`;

const OTHERS = `
.tree { display: block; font: 13px/1 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
.tree text { fill: var(--ink); paint-order: stroke; stroke: var(--panel); stroke-width: 4px; stroke-linejoin: round; }
.tree .detail { fill: var(--faint); font-size: 12px; }
.tree .link { fill: none; stroke: var(--strong); stroke-width: 1.25; }
.tree .pending { stroke-dasharray: 4 3; }
.tree .root text, .tree .unit text { font-weight: 600; }
.tree .root rect, .tree .unit rect { fill: var(--ink); }
.tree .account circle, .tree .many circle { fill: var(--made); stroke: var(--panel); }
.tree .invitation circle { fill: none; stroke: var(--yellow); stroke-width: 1.75; }
.tree .invitation .detail { fill: var(--yellow); }
.tree .out path { stroke: var(--red); stroke-width: 2; }
.tree .out .detail { fill: var(--red); }
table.list { border-collapse: collapse; font-size: 13.5px; margin: 10px 0; min-width: 50%; }
table.list caption { text-align: start; padding: 4px 0; }
table.list th, table.list td { text-align: start; padding: 5px 16px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
table.list thead th { color: var(--faint); font-weight: 600; white-space: nowrap; }
table.list tbody th { font-weight: 600; }
table.list .place { white-space: nowrap; }
table.list .figure { text-align: end; font-variant-numeric: tabular-nums; }
.shares { display: grid; gap: 4px; margin: 14px 0; max-width: 980px; }
.share { display: grid; grid-template-columns: 180px 1fr; align-items: center; gap: 2px 12px; margin-bottom: 10px; }
.share-lists { grid-column: 2; display: flex; flex-wrap: wrap; gap: 2px 22px; font-size: 13.5px; color: var(--faint); }
.share-lists details[open] { flex-basis: 100%; }
.share-lists ul { color: var(--ink); }
.share-title b { font-variant-numeric: tabular-nums; }
.bar { display: flex; gap: 2px; height: 26px; }
.bar > span { flex: 0 1 0; min-width: 6px; border-radius: 4px; overflow: hidden; white-space: nowrap; font-size: 12px; line-height: 26px; padding-left: 0; }
.bar > span > span { padding: 0 8px; }
ul.resources { list-style: none; margin: 0; padding: 0; }
ul.resources > li { border-left: 3px solid var(--line); padding: 2px 0 3px 12px; margin: 3px 0; }
ul.resources > li.red { border-color: var(--red); } ul.resources > li.green { border-color: var(--green); }
ul.resources > li.yellow { border-color: var(--yellow); } ul.resources > li.cyan { border-color: var(--cyan); }
.what { display: flex; flex-wrap: wrap; gap: 0 10px; align-items: baseline; overflow-wrap: anywhere; }
.what .path { font-size: 13px; }
ul.resources p { overflow-wrap: anywhere; margin: 3px 0; }
table.changes { border-collapse: collapse; font-size: 13.5px; margin: 6px 0 2px; width: 100%; max-width: 1000px; table-layout: fixed; }
table.changes th, table.changes td { text-align: start; vertical-align: top; padding: 3px 12px 3px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; font-weight: 400; }
table.changes thead th { color: var(--faint); font-size: 12px; border: 0; }
del { background: var(--removed); }
ins { background: var(--added); }
del, ins { text-decoration: none; padding: 1px 4px; border-radius: 3px; }`;

const NARROW = `
@media (max-width: 640px) {
  header, nav, main { padding-left: 14px; padding-right: 14px; }
  header { padding-top: 18px; }
  section { padding: 14px 12px; border-radius: 8px; }
  .matrix { --names: 116px; }
  .share { grid-template-columns: 1fr; }
  .share-lists { grid-column: 1; }
}`;

/** On paper everything is shown that fits a page of the width, and nothing scrolls. */
const PRINT = `
@page { size: A4 landscape; margin: 10mm; }
@media print {
  :root { --ground: #ffffff; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 10pt; }
  nav { display: none; }
  header, main { padding: 0; max-width: none; }
  section { border: 0; padding: 0; break-before: auto; }
  .scroll, .scroll:has(> .matrix) { overflow: visible; max-height: none; border: 0; }
  .matrix, .matrix.small { --names: 38mm; font-size: 6.5pt; --cell: min(7mm, calc(236mm / var(--columns))) !important; }
  .matrix tbody td, .matrix.small tbody td { height: 3.4mm; font-size: 5.5pt; border-width: 0.25px; }
  .matrix thead th, .matrix .corner, .matrix tbody th { position: static; }
  .matrix.small thead th > div { font-size: 5.5pt; }
  .matrix th ul.names { padding: 0; margin: 0; font-size: 5.5pt; }
  .matrix th ul.names li { display: inline; }
  .matrix th ul.names li + li::before { content: ", "; }
  .matrix tr, ul.resources > li { break-inside: avoid; }
  .tree { max-width: 100%; height: auto; }
  ::details-content { content-visibility: visible; }
}`;

/** How a page looks: in light and dark, on a narrow screen, on paper. It loads nothing. */
export const STYLE = [COLOURS, TEXT, MARKS, MATRIX, OTHERS, NARROW, PRINT].join('\n');
