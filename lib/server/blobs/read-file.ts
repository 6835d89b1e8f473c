/** Reads a blob's plain bytes from the disk, from whichever form it lies there in, or the part of them that is wanted. */
import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { createBrotliDecompress } from "node:zlib";
import { CONTINUED, END_LENGTH, NOTE_LENGTH, PACKED, readNote } from "./packing";

/** Both inclusive. */
interface Range {
  readonly start: number;
  readonly end: number;
}

const CHUNK = 64 * 1024;
// O_NOFOLLOW does not exist on Windows, where making a symbolic link takes an administrator.
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);
const WHOLE: Range = { start: 0, end: Number.POSITIVE_INFINITY };
/** From the cheapest to read on. */
const FORMS = ["", PACKED, CONTINUED] as const;

type Bytes = Uint8Array<ArrayBuffer>;

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

/** The first form that is there. Rejects when there is none. */
async function openForm(path: string): Promise<{ file: FileHandle; form: (typeof FORMS)[number] }> {
  for (const form of FORMS)
    try {
      return { file: await open(path + form, READ_ONLY), form };
    } catch (error) {
      if (!isAbsent(error) || form === CONTINUED) throw error;
    }
  throw new Error("there is no such blob");
}

async function* plainChunks(file: FileHandle, { start, end }: Range): AsyncGenerator<Bytes> {
  for (let position = start; position <= end; ) {
    const buffer = new Uint8Array(Math.min(CHUNK, end - position + 1));
    const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** The wanted part of what a brotli stream holds. */
async function* unpackedChunks(source: AsyncGenerator<Bytes>, { start, end }: Range): AsyncGenerator<Bytes> {
  const input = Readable.from(source, { objectMode: false });
  const unpack = createBrotliDecompress();
  input.once("error", (error) => unpack.destroy(error));
  let position = 0;
  const chunks: AsyncIterable<Uint8Array> = input.pipe(unpack);
  try {
    for await (const chunk of chunks) {
      const part = chunk.subarray(Math.max(0, start - position), Math.max(0, end + 1 - position));
      if (part.byteLength > 0) yield new Uint8Array(part);
      position += chunk.byteLength;
      if (position > end) return;
    }
  } finally {
    input.destroy();
  }
}

/** The stream of the blob that is continued, short of its end, and then this file's own part. */
async function* joined(before: FileHandle, file: FileHandle, noteLength: number): AsyncGenerator<Bytes> {
  const { size } = await before.stat();
  yield* plainChunks(before, { start: 0, end: size - END_LENGTH - 1 });
  yield* plainChunks(file, { ...WHOLE, start: noteLength });
}

async function* continuedChunks(path: string, file: FileHandle, range: Range): AsyncGenerator<Bytes> {
  const { buffer, bytesRead } = await file.read(new Uint8Array(NOTE_LENGTH), 0, NOTE_LENGTH, 0);
  const note = readNote(buffer.subarray(0, bytesRead));
  if (!note) throw new Error("a blob's file is damaged");
  const folder = join(dirname(dirname(path)), note.hash.slice(0, 2));
  const before = await open(join(folder, note.hash + PACKED), READ_ONLY);
  try {
    const [start, end] = [range.start + note.plainLength, range.end + note.plainLength];
    yield* unpackedChunks(joined(before, file, note.length), { start, end });
  } finally {
    await before.close();
  }
}

async function* chunksOf(path: string, range: Range): AsyncGenerator<Bytes> {
  const { file, form } = await openForm(path);
  try {
    if (form === "") yield* plainChunks(file, range);
    else if (form === PACKED) yield* unpackedChunks(plainChunks(file, WHOLE), range);
    else yield* continuedChunks(path, file, range);
  } finally {
    await file.close();
  }
}

/** A pull stream over a blob, opened at the first pull and closed at its end, on error and on cancel. */
export function streamOf(path: string, range: Range = WHOLE): ReadableStream<Bytes> {
  const chunks = chunksOf(path, range);
  return new ReadableStream<Bytes>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: async () => void (await chunks.return(undefined)),
    },
    { highWaterMark: 0 },
  );
}
