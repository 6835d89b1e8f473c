/** The set-up's voice and its memory: plain progress lines, and stamps that say what is already done. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One calm line on the console. */
export const say = (line) => process.stdout.write(`[set-up] ${line}\n`);

/** Ends the set-up with a reason in words. */
export function stop(line) {
  process.stderr.write(`[set-up] ${line}\n`);
  process.exit(1);
}

/** Stamps live in node_modules, so that removing it forgets them too. */
const FOLDER = join("node_modules", ".cache", "linksnap-setup");

/** What a stamp holds, or "" where there is none. */
export const readStamp = (name) => {
  const file = join(FOLDER, name);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
};

/** Remembers a value under a name. */
export function writeStamp(name, value) {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, name), value);
}
