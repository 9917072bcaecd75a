/** Points of one kind, from left to right; each with the range of its middle half. */
export interface Curve {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly from: number; readonly to: number }[];
}

export interface Plot {
  readonly title: string;
  readonly horizontal: string;
  readonly curves: readonly Curve[];
  readonly limit: { readonly at: number; readonly name: string };
}

const WIDTH = 720;
const HEIGHT = 360;
const MARGIN = { left: 56, right: 24, top: 64, bottom: 48 };
/** Told apart by everybody, on white and on black (Okabe and Ito). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73'];
const GREY = '#808080';

/** Curves over one axis, as an SVG. */
export function plot({ title, horizontal, curves, limit }: Plot): string {
  const points = curves.flatMap((curve) => curve.points);
  const [most, highest] = [Math.max(...points.map(({ x }) => x)), Math.max(limit.at, ...points.map(({ to }) => to))];
  const x = (value: number): number => round(MARGIN.left + value / most * (WIDTH - MARGIN.left - MARGIN.right));
  const y = (value: number): number => round(HEIGHT - MARGIN.bottom - value / (highest * 1.05) * (HEIGHT - MARGIN.top - MARGIN.bottom));
  const drawn = curves.map((curve, index) => drawnCurve(curve, COLOURS[index % COLOURS.length] as string, x, y, index));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="${GREY}">
<title>${title}</title>
<text x="${MARGIN.left}" y="20" font-size="15">${title}</text>
${gridLines(highest, x(0), x(most), y)}
${[...new Set(points.map((each) => each.x))].map((value) => `<text x="${x(value)}" y="${HEIGHT - MARGIN.bottom + 18}" text-anchor="middle">${value}</text>`).join('\n')}
<text x="${(x(0) + x(most)) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${horizontal}</text>
<line x1="${x(0)}" y1="${y(limit.at)}" x2="${x(most)}" y2="${y(limit.at)}" stroke="${GREY}" stroke-dasharray="6 4"/>
<text x="${x(most)}" y="${y(limit.at) - 6}" text-anchor="end">${limit.name}</text>
${drawn.join('\n')}
</svg>
`;
}

type Scale = (value: number) => number;

function drawnCurve({ name, points }: Curve, colour: string, x: Scale, y: Scale, index: number): string {
  const line = points.length > 1 ? `<polyline points="${points.map((point) => `${x(point.x)},${y(point.y)}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>` : '';
  const marks = points.map((point) => `<line x1="${x(point.x)}" y1="${y(point.from)}" x2="${x(point.x)}" y2="${y(point.to)}" stroke="${colour}" stroke-width="2"/>`
    + `<circle cx="${x(point.x)}" cy="${y(point.y)}" r="4" fill="${colour}"/>`);
  const left = MARGIN.left + index * 220;
  return `<g>${line}${marks.join('')}<circle cx="${left + 4}" cy="38" r="4" fill="${colour}"/><text x="${left + 14}" y="42">${name}</text></g>`;
}

function gridLines(highest: number, left: number, right: number, y: Scale): string {
  const step = highest > 2 ? 0.5 : 0.25;
  const values = Array.from({ length: Math.floor(highest / step) + 1 }, (_, index) => index * step);
  return values.map((value) => `<line x1="${left}" y1="${y(value)}" x2="${right}" y2="${y(value)}" stroke="${GREY}" stroke-opacity="0.25"/>`
    + `<text x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${value}</text>`).join('\n');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
