import { isKept } from '../../../sandbox/lambda/log-level';

const AT = '2026-01-01T00:00:00.000Z';
const FATAL = { format: 'JSON', applicationLevel: 'FATAL' };

test.each([
  { line: JSON.stringify({ level: 'FATAL', timestamp: AT }), logging: FATAL, kept: true },
  { line: JSON.stringify({ level: 'fatal', timestamp: AT }), logging: FATAL, kept: true },
  { line: JSON.stringify({ level: 'ERROR', timestamp: AT }), logging: FATAL, kept: false },
  { line: JSON.stringify({ level: 'FATAL' }), logging: FATAL, kept: false },
  { line: JSON.stringify({ level: 'FATAL', timestamp: 'now' }), logging: FATAL, kept: false },
  { line: JSON.stringify({ level: 'LOUD', timestamp: AT }), logging: FATAL, kept: false },
  { line: JSON.stringify({ message: 'a level is missing' }), logging: FATAL, kept: false },
  { line: 'null', logging: FATAL, kept: false },
  { line: 'a text', logging: FATAL, kept: false },
  { line: 'a text', logging: { format: 'JSON', applicationLevel: 'INFO' }, kept: true },
  { line: JSON.stringify({ level: 'DEBUG', timestamp: AT }), logging: { format: 'JSON', applicationLevel: 'INFO' }, kept: false },
  { line: JSON.stringify({ level: 'DEBUG', timestamp: AT }), logging: { format: 'Text', applicationLevel: 'FATAL' }, kept: true },
])('a function that logs as $logging and writes $line to its standard output: kept is $kept', ({ line, logging, kept }) => {
  expect(isKept(line, logging)).toBe(kept);
});
