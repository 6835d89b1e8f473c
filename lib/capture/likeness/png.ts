/**
 * Reads the small pictures Chromium draws for us (8 bits a channel, RGB or RGBA, not interlaced) into levels of grey.
 * Not a reader of pictures from elsewhere: what is not of that kind is no picture. Source: the PNG specification (W3C).
 */
import { inflateSync } from "node:zlib";

export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** 0 to 255, row by row. */
  readonly levels: Uint8Array;
}

const SIGNATURE = "89504e470d0a1a0a";
const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };
const MAX_PIXELS = 4_000_000;

interface Parts {
  width: number;
  height: number;
  channels: number;
  readonly data: Buffer[];
}

function* chunksOf(bytes: Buffer): Generator<readonly [type: string, body: Buffer]> {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    yield [bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length)];
    at += 12 + length;
  }
}

function takeHeader(parts: Parts, body: Buffer): void {
  if (body.length < 13) return;
  parts.width = body.readUInt32BE(0);
  parts.height = body.readUInt32BE(4);
  const isPlain = body[8] === 8 && body[12] === 0;
  parts.channels = isPlain ? (CHANNELS[body[9] ?? 0] ?? 0) : 0;
}

function partsOf(bytes: Buffer): Parts | null {
  if (bytes.subarray(0, 8).toString("hex") !== SIGNATURE) return null;
  const parts: Parts = { width: 0, height: 0, channels: 0, data: [] };
  for (const [type, body] of chunksOf(bytes)) {
    if (type === "IHDR") takeHeader(parts, body);
    if (type === "IDAT") parts.data.push(body);
  }
  const pixels = parts.width * parts.height;
  return parts.channels > 0 && pixels > 0 && pixels <= MAX_PIXELS ? parts : null;
}

/** Bytes around one that is being read, 0 outside of the picture. */
interface Around {
  readonly left: number;
  readonly up: number;
  readonly corner: number;
}

/** The predictor of the specification, section 9.4. */
function paeth({ left, up, corner }: Around): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function predicted(filter: number, around: Around): number {
  switch (filter) {
    case 1:
      return around.left;
    case 2:
      return around.up;
    case 3:
      return (around.left + around.up) >> 1;
    case 4:
      return paeth(around);
    default:
      return 0;
  }
}

/** `null` for what is no such picture. */
export function readGrey(png: Uint8Array): GreyPicture | null {
  const parts = partsOf(Buffer.from(png));
  if (!parts) return null;
  const { width, height, channels, data } = parts;
  const stride = width * channels;
  let raw: Buffer;
  try {
    raw = inflateSync(Buffer.concat(data), { maxOutputLength: (stride + 1) * height });
  } catch {
    return null; // cut off or damaged
  }
  if (raw.length < (stride + 1) * height) return null;
  const rows = unfilter(raw, stride, channels);
  const levels = new Uint8Array(width * height);
  for (let i = 0; i < levels.length; i++) {
    const at = i * channels;
    // Rec. 601 luma, in integers.
    levels[i] = ((rows[at] ?? 0) * 299 + (rows[at + 1] ?? 0) * 587 + (rows[at + 2] ?? 0) * 114) / 1000;
  }
  return { width, height, levels };
}

function unfilter(raw: Buffer, stride: number, channels: number): Uint8Array {
  const height = Math.floor(raw.length / (stride + 1));
  const rows = new Uint8Array(stride * height);
  const at = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : (rows[y * stride + x] ?? 0));
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x++) {
      const around = { left: at(x - channels, y), up: at(x, y - 1), corner: at(x - channels, y - 1) };
      rows[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, around);
    }
  }
  return rows;
}
