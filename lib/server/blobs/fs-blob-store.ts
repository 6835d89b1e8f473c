/**
 * The blob store on a disk folder: `blobs/ab/<hash>` holds the bytes, `blobs/ab/<hash>.type` the media type they were
 * first stored with. The type is made durable before the bytes appear under their name, so a blob that is there is
 * whole and has its type, whatever was cut off when. Symbolic links are never followed.
 */
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { lstat, open, readdir, readFile, rm, statfs, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { isBlobHash } from "../../domain/ids";
import type { BlobInfo, BlobStore } from "../../ports/blob-store";
import { makeFolder, TEMPORARY, writeDurably } from "../durable-file";

const CHUNK = 64 * 1024;
const PLAIN_TYPE = "application/octet-stream";
const MEDIA_TYPE = /^[\w.+-]{1,60}\/[\w.+*-]{1,60}(; ?[\w-]{1,20}="?[\w.-]{1,60}"?){0,3}$/;
// O_NOFOLLOW does not exist on Windows, where making a symbolic link takes an administrator.
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/** A media type that is safe to send as a header; anything odd becomes plain bytes. */
export const safeMediaType = (text: string): string => (MEDIA_TYPE.test(text) ? text : PLAIN_TYPE);

/** Opens the store in a folder, made when missing, and removes what a cut-off write left behind. */
export async function openFsBlobStore(root: string): Promise<BlobStore> {
  await makeFolder(root);
  await sweep(root);
  const folderOf = (hash: string) => join(root, hash.slice(0, 2));
  const pathOf = (hash: string) => join(folderOf(hash), hash);

  return {
    async put(bytes, mediaType) {
      const hash = createHash("sha256").update(bytes).digest("hex");
      const known = await sizeOf(pathOf(hash));
      // What the disk lost or changed is written anew: devices would refuse it for ever.
      if (known === bytes.byteLength && (await isIntact(pathOf(hash), hash))) return hash;
      await makeFolder(folderOf(hash));
      if (known === null) await writeDurably(`${pathOf(hash)}.type`, safeMediaType(mediaType));
      await writeDurably(pathOf(hash), bytes);
      return hash;
    },
    async info(hash): Promise<BlobInfo | null> {
      if (!isBlobHash(hash)) return null;
      const bytes = await sizeOf(pathOf(hash));
      return bytes === null ? null : { bytes, mediaType: await typeOf(pathOf(hash)) };
    },
    read(hash, range) {
      if (!isBlobHash(hash)) throw new TypeError("a blob is named by 64 lower-case hex digits");
      return streamFile(pathOf(hash), range);
    },
    async freeBytes() {
      const disk = await statfs(root);
      return disk.bavail * disk.bsize;
    },
  };
}

/** Size of a regular file, or `null` when there is none. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    const facts = await lstat(path);
    return facts.isFile() ? facts.size : null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

async function isIntact(path: string, hash: string): Promise<boolean> {
  const digest = createHash("sha256");
  for await (const chunk of streamFile(path)) digest.update(chunk);
  return digest.digest("hex") === hash;
}

async function typeOf(path: string): Promise<string> {
  try {
    return safeMediaType(await readFile(`${path}.type`, "utf8"));
  } catch (error) {
    // The bytes are what counts: a lost type only costs the right viewer.
    if (isAbsent(error)) return PLAIN_TYPE;
    throw error;
  }
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");

/** A pull stream over a file, opened at the first pull and closed at its end, on error and on cancel. */
function streamFile(
  path: string,
  range?: { start: number; end: number },
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let file: FileHandle | null = null;
  let position = range?.start ?? 0;
  const end = range?.end ?? Number.POSITIVE_INFINITY;
  const close = async () => {
    await file?.close();
    file = null;
  };
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          file ??= await open(path, READ_ONLY);
          const buffer = new Uint8Array(Math.min(CHUNK, end - position + 1));
          const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, position);
          position += bytesRead;
          if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead));
          if (bytesRead > 0 && position <= end) return;
          await close();
          controller.close();
        } catch (error) {
          await close();
          throw error;
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}

/** Removes temporary files of writes that never finished. */
async function sweep(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const folder = join(root, name);
    if (!(await lstat(folder)).isDirectory()) continue;
    for (const file of await readdir(folder))
      if (file.startsWith(TEMPORARY)) await rm(join(folder, file), { force: true });
  }
}
