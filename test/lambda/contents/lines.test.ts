import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { compressed, eachLine } from '../../../lambda/contents/file/lines';

/** Files of documents, a line each, that are read piece by piece. */

function read(body: Uint8Array): unknown[] {
  const documents: unknown[] = [];
  eachLine(body, (line) => documents.push(JSON.parse(line)));
  return documents;
}

test('what was compressed is read again, in its order, whatever is in it', () => {
  fc.assert(fc.property(fc.array(fc.jsonValue()), (documents) => {
    const asText = JSON.parse(JSON.stringify(documents)) as unknown;
    expect(read(compressed(documents))).toEqual(asText);
  }));
});

test('many lines are compressed in several parts, and read as one file', () => {
  const documents = Array.from({ length: 12_345 }, (_, index) => ({ index, name: 'Zoë 😀 '.repeat(index % 9) }));
  expect(read(compressed(documents))).toEqual(documents);
});

test('what is compressed as a whole is read as well, also without an end of its last line', () => {
  expect(read(gzipSync('1\n\n2'))).toEqual([1, 2]);
});

const WHOLE = gzipSync(Array.from({ length: 1_000 }, (_, index) => `"${index} ${Math.sin(index)}"`).join('\n'));

function withOtherBit(body: Buffer, at: number): Buffer {
  const other = Buffer.from(body);
  other[at] = (other[at] as number) ^ 1;
  return other;
}

test.each([
  ['isn\'t compressed', Buffer.from('{"kind":"contents"}')],
  ['is empty', Buffer.alloc(0)],
  ['has only a beginning', WHOLE.subarray(0, 2)],
  ['is truncated', WHOLE.subarray(0, 1_000)],
  ['lacks its checksum', WHOLE.subarray(0, -8)],
  ['has something behind it', Buffer.concat([WHOLE, Buffer.from('behind')])],
  ['has another bit', withOtherBit(WHOLE, 500)],
  ['has another bit in one of its parts', Buffer.concat([withOtherBit(WHOLE, 500), WHOLE])],
  ['has another checksum', withOtherBit(WHOLE, WHOLE.length - 8)],
])('what %s is no such file', (_what, body) => {
  expect(() => read(body)).toThrow();
});
