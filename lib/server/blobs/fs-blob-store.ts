/**
 * The blob store on a disk folder: `blobs/ab/<hash>` holds the bytes, or `<hash>.br` or `<hash>.brc` the same compressed (packing.ts), and
 * `<hash>.type` the media type they were first stored with. The type is made durable before the bytes appear
 * under their name, so a blob that is there is whole and has its type, whatever was cut off when. Symbolic links are
 * never followed.
 */
import { createHash } from "node:crypto";
import { lstat, readdir, readFile, rm, statfs } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isBlobHash } from "../../domain/ids";
import type { BlobInfo, BlobStore } from "../../ports/blob-store";
import { makeFolder, TEMPORARY, writeDurably } from "../durable-file";
import {
  CONTINUED,
  isPackable,
  NOTE_LENGTH,
  PACKED,
  packed,
  packedAfter,
  readNote,
  type Before,
} from "./packing";
import { streamOf } from "./read-file";

/** A longer blob is not read again for the sake of another, in bytes. */
const MAX_BEFORE = 4 * 1024 * 1024;
const PLAIN_TYPE = "application/octet-stream";
const MEDIA_TYPE = /^[\w.+-]{1,60}\/[\w.+*-]{1,60}(; ?[\w-]{1,20}="?[\w.-]{1,60}"?){0,3}$/;

/** A media type that is safe to send as a header; anything odd becomes plain bytes. */
export const safeMediaType = (text: string): string => (MEDIA_TYPE.test(text) ? text : PLAIN_TYPE);

/** Opens the store in a folder, made when missing, and removes what a cut-off write left behind. */
export async function openFsBlobStore(root: string): Promise<BlobStore> {
  await makeFolder(root);
  await sweep(root);
  const folderOf = (hash: string) => join(root, hash.slice(0, 2));
  const pathOf = (hash: string) => join(folderOf(hash), hash);

  return {
    async put(bytes, mediaType, like) {
      const hash = createHash("sha256").update(bytes).digest("hex");
      const path = pathOf(hash);
      const known = await formOf(path);
      // What the disk lost or changed is written anew: devices would refuse it for ever.
      if (known && (await isIntact(path, hash))) return hash;
      await makeFolder(folderOf(hash));
      const type = known ? await typeOf(path) : safeMediaType(mediaType);
      const small = await smallForm(
        bytes,
        type,
        like === undefined || !isBlobHash(like) ? null : pathOf(like),
      );
      await writeDurably(`${path}.type`, small.ending === "" ? type : `${type}\n${bytes.byteLength}`);
      await writeDurably(path + small.ending, small.bytes);
      if (known && known.ending !== small.ending) await rm(path + known.ending, { force: true });
      return hash;
    },
    async info(hash): Promise<BlobInfo | null> {
      if (!isBlobHash(hash)) return null;
      const form = await formOf(pathOf(hash));
      return form && { bytes: form.bytes, mediaType: await typeOf(pathOf(hash)) };
    },
    read(hash, range) {
      if (!isBlobHash(hash)) throw new TypeError("a blob is named by 64 lower-case hex digits");
      return streamOf(pathOf(hash), range);
    },
    remove: (hashes) => removeAll(root, hashes),
    async removeOlder(age, but) {
      const old: string[] = [];
      for (const { hash, at } of await listed(root))
        if (!but.has(hash) && Date.now() - at > age) old.push(hash);
      await removeAll(root, old);
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

/** How a blob lies on the disk and how long it is, or `null` when there is none. */
async function formOf(path: string): Promise<{ ending: string; bytes: number } | null> {
  const plain = await sizeOf(path);
  if (plain !== null) return { ending: "", bytes: plain };
  for (const ending of [PACKED, CONTINUED])
    if ((await sizeOf(path + ending)) !== null)
      return { ending, bytes: (await lengthNoted(path)) ?? (await lengthOf(path)) };
  return null;
}

/** The bytes as they go to the disk, and the ending of their file. `like` is the path of a blob much like this one. */
async function smallForm(
  bytes: Uint8Array,
  type: string,
  like: string | null,
): Promise<{ ending: string; bytes: Uint8Array }> {
  const before = like !== null && isPackable(bytes, type) ? await readBefore(like) : null;
  const rest = before && (await packedAfter(before, bytes));
  if (rest) return { ending: CONTINUED, bytes: rest };
  const small = await packed(bytes, type);
  return small ? { ending: PACKED, bytes: small } : { ending: "", bytes };
}

/** The blob that lies compressed by itself, or that this one continues; `null` when that is not there or not whole. */
async function readBefore(like: string): Promise<Before | null> {
  const path = (await sizeOf(like + CONTINUED)) === null ? like : await continuedBy(like);
  if ((await sizeOf(path)) !== null || (await sizeOf(path + PACKED)) === null) return null;
  const hash = basename(path);
  const { bytes } = (await formOf(path)) ?? { bytes: Number.POSITIVE_INFINITY };
  if (bytes > MAX_BEFORE || !(await isIntact(path, hash))) return null;
  const plain = new Uint8Array(await new Response(streamOf(path)).arrayBuffer());
  return { hash, plain, file: await readFile(path + PACKED) };
}

/** The length beside the type of a compressed blob. */
async function lengthNoted(path: string): Promise<number | null> {
  const length = /\n(\d{1,15})$/.exec(await readText(`${path}.type`))?.[1];
  return length === undefined ? null : Number(length);
}

async function lengthOf(path: string): Promise<number> {
  let length = 0;
  for await (const chunk of streamOf(path)) length += chunk.byteLength;
  return length;
}

async function isIntact(path: string, hash: string): Promise<boolean> {
  const digest = createHash("sha256");
  try {
    for await (const chunk of streamOf(path)) digest.update(chunk);
  } catch {
    // What cannot be read or unpacked to its end is not whole.
    return false;
  }
  return digest.digest("hex") === hash;
}

/** The bytes are what counts: a lost type only costs the right viewer. */
const typeOf = async (path: string): Promise<string> =>
  safeMediaType((await readText(`${path}.type`)).split("\n", 1)[0] ?? "");

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isAbsent(error)) return "";
    throw error;
  }
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");

/** Path of the blob that another continues. */
async function continuedBy(path: string): Promise<string> {
  const note = readNote((await readFile(path + CONTINUED)).subarray(0, NOTE_LENGTH));
  return note ? join(dirname(dirname(path)), note.hash.slice(0, 2), note.hash) : path;
}

/** Every blob's name, with when it was stored (ms since 1970). */
async function listed(root: string): Promise<{ hash: string; at: number }[]> {
  const found: { hash: string; at: number }[] = [];
  for (const part of await readdir(root)) {
    const folder = join(root, part);
    if (!(await lstat(folder)).isDirectory()) continue;
    for (const file of await readdir(folder)) {
      const hash = file.slice(0, 64);
      if (isBlobHash(hash) && !file.endsWith(".type"))
        found.push({ hash, at: (await lstat(join(folder, file))).mtimeMs });
    }
  }
  return found;
}

/** Blobs whose bytes continue one of these, with the one they continue. */
async function continuations(root: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { hash } of await listed(root)) {
    const path = join(root, hash.slice(0, 2), hash);
    if ((await sizeOf(path + CONTINUED)) !== null) found.set(hash, basename(await continuedBy(path)));
  }
  return found;
}

/** What others build on stays until they go. */
async function removeAll(root: string, hashes: readonly string[]): Promise<void> {
  const gone = new Set<string>(hashes.filter(isBlobHash));
  if (gone.size === 0) return;
  const needed = new Set<string>();
  for (const [hash, before] of await continuations(root)) if (!gone.has(hash)) needed.add(before);
  for (const hash of gone) {
    if (needed.has(hash)) continue;
    const path = join(root, hash.slice(0, 2), hash);
    for (const ending of ["", PACKED, CONTINUED, ".type"]) await rm(path + ending, { force: true });
  }
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
