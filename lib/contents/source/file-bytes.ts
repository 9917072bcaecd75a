import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';

/** What is in a file, or why it can't be read. */
export type FileBytes = { readonly bytes: Buffer } | { readonly problem: string };

const LINE_BREAK = 0x0a;
const UTF_8_MARK = Buffer.from('\ufeff');
const UTF_16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/** A file of text in UTF-8, without the byte-order mark that it may begin with. */
export function bytesOf(file: string): FileBytes {
  const read = contentOf(file);
  if (!('bytes' in read)) return read;
  const { bytes } = read;
  if (UTF_16_MARKS.some((mark) => bytes.subarray(0, mark.length).equals(mark)) || bytes.subarray(0, 4).includes(0)) {
    return { problem: `${file} is in UTF-16: save it in UTF-8` };
  }
  if (!isUtf8(bytes)) return { problem: `${file}:${firstLineNotInUtf8(bytes)}: the file isn't in UTF-8, but perhaps in Latin-1 or Windows-1252: save it in UTF-8` };
  return { bytes: bytes.subarray(0, UTF_8_MARK.length).equals(UTF_8_MARK) ? bytes.subarray(UTF_8_MARK.length) : bytes };
}

function contentOf(file: string): FileBytes {
  try {
    return { bytes: readFileSync(file) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { problem: `${file} can't be read: ${code === 'ENOENT' ? `there is no such file in ${process.cwd()}` : message}` };
  }
}

/** No character of several bytes has a line break in it. */
function firstLineNotInUtf8(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(LINE_BREAK, start);
    if (!isUtf8(bytes.subarray(start, end < 0 ? bytes.length : end))) break;
    start = end < 0 ? bytes.length : end + 1;
  }
  return line;
}
