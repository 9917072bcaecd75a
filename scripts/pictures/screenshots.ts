import { createHash } from 'node:crypto';
import type { Browser } from 'playwright-core';
import type { Picture } from './pictures';

/** A picture of a part of a page, as a PNG. */
export async function screenshotOf(browser: Browser, file: string, { part, colorScheme, width }: Picture): Promise<Buffer> {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
  await page.goto(`file://${file}`);
  const picture = await page.locator(part).screenshot();
  await page.close();
  return picture;
}

/** What a PNG shows: four bytes a pixel. */
interface Pixels {
  readonly width: number;
  readonly bytes: Uint8Array;
}

/** Has the browser decode a PNG. */
export async function pixelsOf(browser: Browser, png: Buffer): Promise<Pixels> {
  const page = await browser.newPage();
  const { width, text } = await page.evaluate(`(async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,${png.toString('base64')}';
    await image.decode();
    const context = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height }).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let text = '';
    for (let at = 0; at < data.length; at += 4096) text += String.fromCharCode(...data.subarray(at, at + 4096));
    return { width: image.width, text: btoa(text) };
  })()`) as { readonly width: number; readonly text: string };
  await page.close();
  return { width, bytes: Buffer.from(text, 'base64') };
}

/** In the fonts of the pages, and in their sizes. */
const SAMPLE = `<body style="font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif">
${[11, 12, 13, 15, 19].flatMap((size) => [400, 600, 700].map((weight) => `<div style="font-size: ${size}px; font-weight: ${weight}">Who is in which group ● ○ ◐ · − + ! ? ▶ ▼</div>`)).join('\n')}`;

/** How this machine draws text: the digest of a picture of some. Fonts, and how letters are smoothed and set, differ from one to the other. */
export async function textDrawing(browser: Browser): Promise<string> {
  const page = await browser.newPage({ viewport: { width: 600, height: 500 } });
  await page.setContent(SAMPLE);
  const picture = await page.screenshot();
  await page.close();
  return createHash('sha256').update((await pixelsOf(browser, picture)).bytes).digest('hex');
}
