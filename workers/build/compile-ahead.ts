/**
 * Has browsers compile the app's code while it comes, beside the page, instead of function by function when it first runs
 * (docs/decisions/352). Chromium reads the wish in a file's first comment; others see a comment.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./files";

const WISH = "//# allFunctionsCalledOnLoad\n";

/** A script with the wish in its first line, once. */
export const compiledAhead = (script: string): string =>
  script.startsWith(WISH) ? script : `${WISH}${script}`;

/** All scripts below a folder, rewritten in place. Doing it again changes nothing. */
export function compileAhead(folder: string): void {
  for (const name of filesBelow(folder).filter((one) => one.endsWith(".js"))) {
    const file = join(folder, name);
    writeFileSync(file, compiledAhead(readFileSync(file, "utf8")));
  }
}
