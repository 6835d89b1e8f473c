/**
 * Moves the script in the head of every page before the page's style sheets. The browser runs no script that stands after
 * a sheet before that has come; ours waits for none, and begins what takes longest: the library worker and its database.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./files";

const CHARSET = /<meta charset="[^"]*"\s*\/?>/i;
/** Only this script starts the worker. */
const HEAD_SCRIPT = /<script>(?:(?!<\/script>)[\s\S])*linksnapWorker(?:(?!<\/script>)[\s\S])*<\/script>/;

/** The document with its first script first. As it is where it holds no such script, or does not say its encoding. */
export function scriptFirst(html: string): string {
  const [script] = HEAD_SCRIPT.exec(html) ?? [];
  const [charset] = CHARSET.exec(html) ?? [];
  if (script === undefined || charset === undefined) return html;
  return html.replace(script, () => "").replace(charset, () => charset + script);
}

/** All documents below a folder, rewritten in place. Doing it again changes nothing. */
export function putScriptsFirst(folder: string): void {
  for (const name of filesBelow(folder).filter((one) => one.endsWith(".html"))) {
    const file = join(folder, name);
    writeFileSync(file, scriptFirst(readFileSync(file, "utf8")));
  }
}
