/**
 * HTML documentation out of Debian packages: downloaded with apt and unpacked into the cache folder, never installed.
 * Nothing is fetched twice. Where apt does not work, a package is simply not there.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../support/tools";

const run = promisify(execFile);
const DOWNLOAD_MS = 300_000;

const folderOf = (name: string): string => join(cacheFolder, "debian", name);

async function download(name: string): Promise<boolean> {
  const folder = folderOf(name);
  const work = `${folder}.partial`;
  try {
    await rm(work, { recursive: true, force: true });
    await mkdir(work, { recursive: true });
    await run("apt-get", ["download", name], { cwd: work, timeout: DOWNLOAD_MS });
    const file = (await readdir(work)).find((each) => each.endsWith(".deb"));
    if (file === undefined) return false;
    await run("dpkg", ["-x", join(work, file), join(work, "root")], { timeout: DOWNLOAD_MS });
    await rename(join(work, "root"), folder);
    return true;
  } catch {
    // No apt, no network, or no such package in this release.
    return false;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Where the package's files lie, as if they were installed under this root; `null` when it is not to be had. */
export async function debianRoot(name: string): Promise<string | null> {
  return existsSync(folderOf(name)) || (await download(name)) ? folderOf(name) : null;
}
