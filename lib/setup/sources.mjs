/** Tells whether a build is still that of the sources: one hash over everything a build reads, tests and docs left out. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

const FOLDERS = ["app", "lib", "workers", "public"];
const FILES = ["next.config.ts", "tsconfig.json", "package.json", "package-lock.json"];

/** Built into public/, or read by tests and people only. */
const NOT_A_SOURCE = [/^public\/[^/]+\.js(\.map)?$/, /\.(test|contract)\.tsx?$/, /\.md$/, /\/\.[^/]+$/];

export const isSource = (path) => !NOT_A_SOURCE.some((pattern) => pattern.test(path));

function* filesUnder(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

/** SHA-256 over the names and bytes of all sources below a root folder. */
export function sourcesHash(root = ".") {
  const hash = createHash("sha256");
  const add = (path) => {
    const name = relative(root, path).split(sep).join("/");
    if (isSource(name)) hash.update(`${name}\0`).update(readFileSync(path)).update("\0");
  };
  for (const folder of FOLDERS) {
    if (existsSync(join(root, folder))) for (const path of filesUnder(join(root, folder))) add(path);
  }
  for (const file of FILES) add(join(root, file));
  return hash.digest("hex");
}
