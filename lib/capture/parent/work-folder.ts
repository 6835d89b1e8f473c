/**
 * Private folders of captures: made for one capture, readable by its process alone, removed with everything in it. What
 * a dead server left behind is swept when the next one starts.
 */
import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Identity } from "./identity";
import { reachableTemp } from "./reach";

const PREFIX = "capture-";
const OWNER_FILE = ".server";

/** `files` is where the child leaves what it made; `scratch` is its home and temporary folder. */
export interface WorkFolder {
  readonly path: string;
  readonly files: string;
  readonly scratch: string;
  remove(): Promise<void>;
}

/**
 * The scratch folder that goes with a work folder. It lies in the system's temporary folder, since Chromium makes sockets
 * in its own and does not start when their paths are longer than about a hundred characters; data folders often are.
 */
const scratchOf = (path: string): string =>
  join(reachableTemp(tmpdir()), `linksnap-${basename(path).slice(PREFIX.length)}`);

export async function createWorkFolder(root: string, owner: Identity): Promise<WorkFolder> {
  const path = join(root, PREFIX + randomBytes(8).toString("hex"));
  const files = join(path, "files");
  const scratch = scratchOf(path);
  await mkdir(root, { recursive: true });
  await mkdir(path, { mode: 0o711 });
  await writeFile(join(path, OWNER_FILE), String(process.pid));
  for (const folder of [files, scratch]) {
    await mkdir(folder, { mode: 0o700 });
    if (owner.uid !== undefined && owner.gid !== undefined) await chown(folder, owner.uid, owner.gid);
  }
  return { path, files, scratch, remove: () => removeFolder(path) };
}

/** Makes the folder of captures, passable (not listable) for whom a root server hands them to. */
export async function openRootFor(root: string): Promise<void> {
  await mkdir(root, { recursive: true });
  if (process.getuid?.() === 0) await chmod(root, 0o711);
}

async function removeFolder(path: string): Promise<void> {
  for (const folder of [scratchOf(path), path])
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

async function ownerOf(path: string): Promise<number> {
  try {
    return Number(await readFile(join(path, OWNER_FILE), "utf8"));
  } catch {
    // Made half: nobody's.
    return 0;
  }
}

/** Removes the folders of servers that no longer run. */
export async function sweepWorkFolders(root: string): Promise<void> {
  await mkdir(root, { recursive: true });
  for (const name of await readdir(root)) {
    if (!name.startsWith(PREFIX)) continue;
    const owner = await ownerOf(join(root, name));
    if (!(owner > 0 && isAlive(owner))) await removeFolder(join(root, name));
  }
}
