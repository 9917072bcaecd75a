/** What a view has to know of where it is read. */
export interface Terminal {
  /** In columns. */
  readonly width: number;
  readonly hasColour: boolean;
}

/** What a stream tells of itself. */
interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const WIDTH_OF_NO_TERMINAL = 100;

const OFF = ['0', 'false'];

/**
 * Where the output is read. Colours are for a terminal that has some; `NO_COLOR` takes them away, and `FORCE_COLOR` decides before everything else, as in Node
 * itself.
 */
export function terminalOf({ isTTY = false, columns }: Output, environment: Readonly<Record<string, string | undefined>>): Terminal {
  return { width: columns ?? columnsIn(environment.COLUMNS) ?? WIDTH_OF_NO_TERMINAL, hasColour: hasColour(isTTY, environment) };
}

function hasColour(isTTY: boolean, { FORCE_COLOR: forced, NO_COLOR: unwanted = '', TERM: terminal }: Readonly<Record<string, string | undefined>>): boolean {
  if (forced !== undefined) return !OFF.includes(forced);
  return isTTY && unwanted === '' && terminal !== 'dumb';
}

/** Of a shell that says so for output into a pipe. */
function columnsIn(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined;
}
