/**
 * A picture's pixels for comparing. It is decoded by the browser and read in strips, with a pause for the screen between
 * them; columns are averaged here, not by the canvas, whose scaling would blur rows into each other.
 */
import type { PictureRows } from "./areas";

/** Fine enough for one changed word at the usual 1280 pixels: 10 pixels a column. */
const COLUMNS = 128;
/** Pixel rows read at once. */
const STRIP = 256;

/**
 * Pictures that continue each other downwards, as one. Throws where the bytes of one are not there or are no picture; one
 * after the other, so that only one is unpacked at a time.
 */
export async function readPictures(addresses: readonly string[], signal: AbortSignal): Promise<PictureRows> {
  const parts: PictureRows[] = [];
  for (const address of addresses) parts.push(await readPicture(address, signal));
  const height = parts.reduce((sum, part) => sum + part.height, 0);
  const values = new Uint8Array(COLUMNS * height * 3);
  let at = 0;
  for (const part of parts) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return { columns: COLUMNS, height, values };
}

async function readPicture(address: string, signal: AbortSignal): Promise<PictureRows> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`no picture: ${response.status}`);
  const bitmap = await createImageBitmap(await response.blob());
  try {
    return await rowsOf(bitmap, signal);
  } finally {
    bitmap.close();
  }
}

async function rowsOf(bitmap: ImageBitmap, signal: AbortSignal): Promise<PictureRows> {
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, STRIP);
  const context = canvas.getContext("2d", { willReadFrequently: true, alpha: false });
  if (!context) throw new Error("no canvas");
  const values = new Uint8Array(COLUMNS * height * 3);
  for (let top = 0; top < height; top += STRIP) {
    signal.throwIfAborted();
    const rows = Math.min(STRIP, height - top);
    context.drawImage(bitmap, 0, top, width, rows, 0, 0, width, rows);
    const { data } = context.getImageData(0, 0, width, rows);
    for (let row = 0; row < rows; row++)
      averageRow(data.subarray(row * width * 4, (row + 1) * width * 4), values, (top + row) * COLUMNS * 3);
    await new Promise((resume) => setTimeout(resume));
  }
  return { columns: COLUMNS, height, values };
}

/** `pixels` is one row of RGBA. */
function averageRow(pixels: Uint8ClampedArray, into: Uint8Array, at: number): void {
  const width = pixels.length / 4;
  for (let column = 0; column < COLUMNS; column++) {
    const start = Math.floor((column * width) / COLUMNS);
    const end = Math.max(start + 1, Math.floor(((column + 1) * width) / COLUMNS));
    const sums = [0, 0, 0];
    for (let x = start; x < end; x++)
      for (let c = 0; c < 3; c++) sums[c] = (sums[c] ?? 0) + (pixels[x * 4 + c] ?? 0);
    for (let c = 0; c < 3; c++) into[at + column * 3 + c] = Math.round((sums[c] ?? 0) / (end - start));
  }
}
