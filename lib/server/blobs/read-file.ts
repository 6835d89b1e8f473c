/** Reads a blob's plain bytes from the disk, from whichever form it lies there in, or the part of them that is wanted. */
import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { createBrotliDecompress } from "node:zlib";
import { PACKED } from "./packing";

/** Both inclusive. */
interface Range {
  readonly start: number;
  readonly end: number;
}

const CHUNK = 64 * 1024;
// O_NOFOLLOW does not exist on Windows, where making a symbolic link takes an administrator.
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);
const WHOLE: Range = { start: 0, end: Number.POSITIVE_INFINITY };

type Bytes = Uint8Array<ArrayBuffer>;

async function openForm(path: string): Promise<{ file: FileHandle; isPacked: boolean }> {
  try {
    return { file: await open(path, READ_ONLY), isPacked: false };
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!isAbsent) throw error;
    return { file: await open(path + PACKED, READ_ONLY), isPacked: true };
  }
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

async function* unpackedChunks(file: FileHandle, { start, end }: Range): AsyncGenerator<Bytes> {
  const unpack = createBrotliDecompress();
  const source = file.createReadStream({ autoClose: false });
  source.once("error", (error) => unpack.destroy(error));
  let position = 0;
  const chunks: AsyncIterable<Uint8Array> = source.pipe(unpack);
  try {
    for await (const chunk of chunks) {
      const part = chunk.subarray(Math.max(0, start - position), Math.max(0, end + 1 - position));
      if (part.byteLength > 0) yield new Uint8Array(part);
      position += chunk.byteLength;
      if (position > end) return;
    }
  } finally {
    source.destroy();
  }
}

async function* chunksOf(path: string, range: Range): AsyncGenerator<Bytes> {
  const { file, isPacked } = await openForm(path);
  try {
    yield* isPacked ? unpackedChunks(file, range) : plainChunks(file, range);
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
