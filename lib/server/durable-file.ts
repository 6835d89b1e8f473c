/**
 * Files that survive a power cut: written beside their place, flushed, renamed, and the folder flushed too. A reader
 * sees the old file or the new one, never half of one.
 */
import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

export const TEMPORARY = ".tmp-";

/** Flushes a folder's entries, so that a rename in it is durable. Windows has no such thing and refuses: harmless. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Writes a file so that it is either wholly there or not. `mode` is the permission of the new file. */
export async function writeDurably(path: string, bytes: Uint8Array | string, mode = 0o600): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `${TEMPORARY}${randomBytes(9).toString("hex")}`);
  try {
    const file = await open(temporary, "wx", mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await flushFolder(folder);
}

/** Makes a folder with its parents and flushes what they were put into, so that all of it can be found again. */
export async function makeFolder(path: string, mode = 0o700): Promise<void> {
  const created = await mkdir(path, { recursive: true, mode });
  if (created === undefined) return;
  const first = dirname(resolve(created));
  let folder = dirname(resolve(path));
  await flushFolder(folder);
  while (folder !== first && folder.startsWith(first)) {
    folder = dirname(folder);
    await flushFolder(folder);
  }
}
