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

function partsOf(bytes: Buffer): Parts | null {
  if (bytes.subarray(0, 8).toString("hex") !== SIGNATURE) return null;
  const parts: Parts = { width: 0, height: 0, channels: 0, data: [] };
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (type === "IHDR" && body.length >= 13) {
      parts.width = body.readUInt32BE(0);
      parts.height = body.readUInt32BE(4);
      const isPlain = body[8] === 8 && body[12] === 0;
      parts.channels = isPlain ? (CHANNELS[body[9] ?? 0] ?? 0) : 0;
    }
    if (type === "IDAT") parts.data.push(body);
    at += 12 + length;
  }
  const isRead =
    parts.channels > 0 && parts.width * parts.height > 0 && parts.width * parts.height <= MAX_PIXELS;
  return isRead ? parts : null;
}

/** The predictor of the specification, section 9.4. */
function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
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
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)] ?? 0;
    const start = y * stride;
    for (let x = 0; x < stride; x++) {
      const left = x >= channels ? (rows[start + x - channels] ?? 0) : 0;
      const up = y > 0 ? (rows[start + x - stride] ?? 0) : 0;
      const corner = x >= channels && y > 0 ? (rows[start + x - stride - channels] ?? 0) : 0;
      rows[start + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return rows;
}
