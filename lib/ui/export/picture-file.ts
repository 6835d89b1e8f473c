/** A screenshot as a PNG file: its pictures, which continue each other downwards, become one of any height. */
import { writePng, type Band } from "./png";

/** Rows that are unpacked at once. */
const ROWS = 512;

/** `addresses` of the pictures from top to bottom. Rejects when one is not here or cannot be read. */
export async function pictureFile(addresses: readonly string[]): Promise<Blob> {
  const pictures: ImageBitmap[] = [];
  try {
    for (const address of addresses) pictures.push(await readPicture(address));
    const width = Math.max(...pictures.map((picture) => picture.width));
    const height = pictures.reduce((sum, picture) => sum + picture.height, 0);
    return await writePng({ width, height }, bandsOf(pictures, width));
  } finally {
    for (const picture of pictures) picture.close();
  }
}

async function readPicture(address: string): Promise<ImageBitmap> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the picture is not here: ${response.status}`);
  return createImageBitmap(await response.blob());
}

async function* bandsOf(pictures: readonly ImageBitmap[], width: number): AsyncGenerator<Band> {
  const canvas = new OffscreenCanvas(width, ROWS);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("this browser gives no canvas");
  for (const picture of pictures) {
    for (let top = 0; top < picture.height; top += ROWS) {
      const rows = Math.min(ROWS, picture.height - top);
      // Where a picture is narrower or clear, paper shows.
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, width, rows);
      pen.drawImage(picture, 0, -top);
      yield { rows, pixels: pen.getImageData(0, 0, width, rows).data };
      // The screen stays alive between the bands of a long page.
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
}
