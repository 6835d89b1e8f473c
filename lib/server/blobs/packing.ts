/**
 * Which blobs lie on the disk compressed, and how. The name of a blob is that of its plain bytes, whatever lies there. A
 * blob much like another one is compressed as what follows it: the other one's file, short of its last byte, is the
 * beginning of the same brotli stream.
 */
import { finished } from "node:stream/promises";
import { createBrotliCompress, constants } from "node:zlib";

/** Ending of a compressed blob's file. */
export const PACKED = ".br";
/** Ending of one that continues another: `<hash> <plain length>` of that one on a line, then the rest of the stream. */
export const CONTINUED = ".brc";

/** Compressed by their own form already. PNG is not among them: many a PNG could be a tenth smaller. */
const DENSE =
  /^(image\/(webp|avif|jpeg|jxl)|font\/woff2?|video\/.*|audio\/.*|application\/(zip|gzip|pdf))(;|$)/;
/** A smaller file takes a block of the disk either way. */
const MIN_BYTES = 512;
const QUALITY = 5;
/** From here on the compressor looks farther back for the same words: told of much to come, it keeps a larger table. */
const LARGE = 64 * 1024;
const MUCH_TO_COME = 16 * 1024 * 1024;
/** What ends a stream after everything before has been flushed: one byte, an empty last block. */
const END = 1;

let last: Promise<unknown> = Promise.resolve();

/** One after another: a compressor takes megabytes, and a thread that once had them gives few of them back. */
function compress(pieces: readonly Uint8Array[]): Promise<Buffer> {
  const mine = last.then(() => compressNow(pieces));
  // What came of it is its caller's alone.
  last = mine.then(
    () => undefined,
    () => undefined,
  );
  return mine;
}

/** The pieces as one stream, each flushed before the next comes. Works beside the server's own thread. */
async function compressNow(pieces: readonly Uint8Array[]): Promise<Buffer> {
  // By the first piece alone: what continues a file begins as that file did.
  const isLarge = (pieces[0]?.byteLength ?? 0) >= LARGE;
  const stream = createBrotliCompress({
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: isLarge ? MUCH_TO_COME : 0,
    },
  });
  const out: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => out.push(chunk));
  for (const piece of pieces) {
    stream.write(piece);
    // Told to end at once, the compressor would leave the flush out.
    await new Promise<void>((resolve) => stream.flush(constants.BROTLI_OPERATION_FLUSH, resolve));
  }
  stream.end();
  await finished(stream);
  return Buffer.concat(out);
}

const isWorthwhile = (small: Uint8Array, bytes: Uint8Array): boolean =>
  small.byteLength < bytes.byteLength * 0.97;

export const isPackable = (bytes: Uint8Array, mediaType: string): boolean =>
  bytes.byteLength >= MIN_BYTES && !DENSE.test(mediaType);

/** The compressed bytes, or `null` where that would not pay. */
export async function packed(bytes: Uint8Array, mediaType: string): Promise<Uint8Array | null> {
  if (!isPackable(bytes, mediaType)) return null;
  const small = await compress([bytes]);
  return isWorthwhile(small, bytes) ? small : null;
}

/** A blob that another can be compressed after. */
export interface Before {
  readonly hash: string;
  readonly plain: Uint8Array;
  /** Its `.br` file. */
  readonly file: Uint8Array;
}

/** A `.brc` file, or `null` where the other blob's stream is not the one this brotli writes, or it would not pay. */
export async function packedAfter(before: Before, bytes: Uint8Array): Promise<Uint8Array | null> {
  const head = Buffer.from(before.file.subarray(0, -END));
  const stream = await compress([before.plain, bytes]);
  if (!stream.subarray(0, head.byteLength).equals(head)) return null;
  const note = Buffer.from(`${before.hash} ${before.plain.byteLength}\n`);
  const small = Buffer.concat([note, stream.subarray(head.byteLength)]);
  return isWorthwhile(small, bytes) ? small : null;
}

/** What a `.brc` file continues; `length` is that of the note itself. */
export function readNote(start: Uint8Array): { hash: string; plainLength: number; length: number } | null {
  const found = /^([0-9a-f]{64}) (\d{1,10})\n/.exec(Buffer.from(start).toString("latin1"));
  const [note = "", hash = "", plainLength = ""] = found ?? [];
  return found && { hash, plainLength: Number(plainLength), length: note.length };
}
export const NOTE_LENGTH = 76;
/** Bytes of a `.br` file that are not part of a stream that goes on. */
export const END_LENGTH = END;
