import { terminalOf } from '../../../cli/plan/terminal';

const TERMINAL = { isTTY: true, columns: 80 };

test.each<[string, Parameters<typeof terminalOf>[0], Parameters<typeof terminalOf>[1], boolean]>([
  ['a terminal gets colours', TERMINAL, {}, true],
  ['a file or a pipe gets none', {}, {}, false],
  ['a terminal gets none with NO_COLOR', TERMINAL, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR says nothing', TERMINAL, { NO_COLOR: '' }, true],
  ['a terminal that has none gets none', TERMINAL, { TERM: 'dumb' }, false],
  ['a pipe gets colours with FORCE_COLOR', {}, { FORCE_COLOR: '1' }, true],
  ['FORCE_COLOR counts more than NO_COLOR', {}, { FORCE_COLOR: '', NO_COLOR: '1' }, true],
  ['FORCE_COLOR takes colours away as well', TERMINAL, { FORCE_COLOR: '0' }, false],
])('%s', (_title, output, environment, expected) => expect(terminalOf(output, environment).hasColour).toBe(expected));

test.each<[string, Parameters<typeof terminalOf>[0], Parameters<typeof terminalOf>[1], number]>([
  ['the width is that of the terminal', TERMINAL, { COLUMNS: '60' }, 80],
  ['without a terminal it is what the shell says', {}, { COLUMNS: '60' }, 60],
  ['what isn\'t a number says nothing', {}, { COLUMNS: 'wide' }, 100],
  ['without either it is 100 columns', {}, {}, 100],
])('%s', (_title, output, environment, expected) => expect(terminalOf(output, environment).width).toBe(expected));
