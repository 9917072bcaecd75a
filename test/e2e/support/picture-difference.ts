import type { Browser } from 'playwright-core';
import { pixelsOf } from '../../../scripts/pictures/screenshots';

/** How far a colour has to be from another one to be seen as another one, of 255. */
const SEEN = 8;

/** The part of the pixels that are clearly different in two PNGs: all of them if these have another size. */
export async function differenceOf(browser: Browser, one: Buffer, other: Buffer): Promise<number> {
  const [now, then] = await Promise.all([pixelsOf(browser, one), pixelsOf(browser, other)]);
  if (now.width !== then.width || now.bytes.length !== then.bytes.length) return 1;
  const different = now.bytes.reduce((count, byte, index) => count + Number(Math.abs(byte - (then.bytes[index] as number)) > SEEN), 0);
  return different / now.bytes.length;
}
