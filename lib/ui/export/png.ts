/**
 * Writes a PNG row by row, so that a picture of any height can be made: a canvas ends at some 16,000 pixels, a page does
 * not. Eight bits a channel, red, green and blue. Format: RFC 2083 (PNG), compression by the browser.
 */

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
/** Each row is stored as its difference from the one above: pages repeat themselves downwards. */
const UP = 2;

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crcOf(bytes.subarray(4, data.length + 8)));
  return bytes;
}

/** Pixels of some rows: four bytes each, as a canvas gives them. */
export interface Band {
  readonly rows: number;
  readonly pixels: Uint8ClampedArray;
}

export interface PngSize {
  readonly width: number;
  readonly height: number;
}

/** `bands` together have `height` rows; the alpha of their pixels is left out. */
export async function writePng({ width, height }: PngSize, bands: AsyncIterable<Band>): Promise<Blob> {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, 2, 0, 0, 0], 8);
  const packer = new CompressionStream("deflate");
  const packed = gather(packer.readable);
  const writer = packer.writable.getWriter();
  let above = new Uint8Array(width * 3);
  for await (const band of bands) {
    const { bytes, last } = filtered(band, width, above);
    above = last;
    await writer.write(bytes);
  }
  await writer.close();
  return new Blob([SIGNATURE, chunk("IHDR", head), ...(await packed), chunk("IEND", new Uint8Array(0))], {
    type: "image/png",
  });
}

async function gather(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>[]> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read())
    chunks.push(chunk("IDAT", part.value));
  return chunks;
}

interface Filtered {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The last row, which the next band's first is compared with. */
  readonly last: Uint8Array<ArrayBuffer>;
}

function filtered({ rows, pixels }: Band, width: number, above: Uint8Array<ArrayBuffer>): Filtered {
  const bytes = new Uint8Array(rows * (width * 3 + 1));
  let before = above;
  let to = 0;
  for (let row = 0; row < rows; row++) {
    const now = new Uint8Array(width * 3);
    bytes[to++] = UP;
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const value = pixels[(row * width + x) * 4 + channel] ?? 0;
        now[x * 3 + channel] = value;
        bytes[to++] = value - (before[x * 3 + channel] ?? 0);
      }
    }
    before = now;
  }
  return { bytes, last: before };
}
