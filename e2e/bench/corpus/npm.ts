/**
 * Sites that are made in the browser by what npm ships: a documentation site, a description of an interface, slides and
 * an editor. The packages are fetched by npm into the cache folder, in the versions named here, and are no dependency of
 * anything; no script of theirs runs outside of the measured page. The pages that use them lie in `npm-pages`.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../support/tools";
import type { CorpusServer } from "./server";

const run = promisify(execFile);
const DOWNLOAD_MS = 300_000;

/** Each page is named after its package. What it shows of our own are the documents of this repository. */
const PACKAGES = [
  ["docsify", "4.13.1"],
  ["swagger-ui-dist", "5.18.2"],
  ["reveal.js", "5.1.0"],
  ["monaco-editor", "0.52.2"],
] as const;

async function download(spec: string, folder: string): Promise<boolean> {
  const work = `${folder}.partial`;
  try {
    await rm(work, { recursive: true, force: true });
    await mkdir(work, { recursive: true });
    await run("npm", ["pack", spec, "--ignore-scripts"], { cwd: work, timeout: DOWNLOAD_MS });
    const file = (await readdir(work)).find((each) => each.endsWith(".tgz"));
    if (file === undefined) return false;
    await run("tar", ["-xzf", file], { cwd: work, timeout: DOWNLOAD_MS });
    await rename(join(work, "package"), folder);
    return true;
  } catch {
    // No network, no tar, or no such version in the registry that is set up here.
    return false;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

interface Wanted {
  readonly isAsked: (name: string) => boolean;
  readonly notRun: string[];
}

/** Mounts what is asked for and to be had; what is not to be had is named. */
export async function npmPages(
  server: CorpusServer,
  { isAsked, notRun }: Wanted,
): Promise<{ readonly name: string; readonly url: string }[]> {
  const pages = [];
  for (const [name, version] of PACKAGES.filter(([each]) => isAsked(each))) {
    const folder = join(cacheFolder, "npm", `${name}-${version}`);
    if (existsSync(folder) || (await download(`${name}@${version}`, folder))) {
      server.mount(name, folder);
      pages.push({ name, url: `${server.origin}/npm-pages/${name}.html` });
    } else notRun.push(`${name}: the npm package ${name}@${version} is not to be had here`);
  }
  server.mount("npm-pages", join(import.meta.dirname, "npm-pages"));
  server.mount("docs", join(import.meta.dirname, "..", "..", "..", "docs"));
  return pages;
}
