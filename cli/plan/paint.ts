/** How a piece of text stands out on a terminal. */
export type Tone = 'bold' | 'faint' | 'red' | 'yellow' | 'green' | 'cyan';

/** Gives a text its tone. */
export type Paint = (tone: Tone, text: string) => string;

/** What switches a tone on, and what switches it off again without touching others. */
const CODES: Readonly<Record<Tone, readonly [number, number]>> = {
  bold: [1, 22], faint: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39],
};

export function paintWith(hasColour: boolean): Paint {
  if (!hasColour) return (_tone, text) => text;
  return (tone, text) => {
    const [on, off] = CODES[tone];
    return text === '' ? '' : `\u001B[${on}m${text}\u001B[${off}m`;
  };
}
