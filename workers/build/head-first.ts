/**
 * Puts what is seen first before what is run. The script in the head of every page moves before the page's style sheets:
 * the browser runs no script that stands after a sheet before that has come; ours waits for none, and begins what takes
 * longest, the library worker and its database. The app's own code is named in a list instead of in tags: that script asks
 * for it at once, and on a first visit once the words in the document are on screen (docs/decisions/356).
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./files";

const CHARSET = /<meta charset="[^"]*"\s*\/?>/i;
/** Only this script starts the worker. */
const HEAD_SCRIPT = /<script>(?:(?!<\/script>)[\s\S])*linksnapWorker(?:(?!<\/script>)[\s\S])*<\/script>/;

/** Code of the app, and what asks the browser to fetch it sooner. */
const APP_SCRIPT = /<script src="(\/_next\/[^"]+)" async=""><\/script>/g;
const PRELOAD = /<link rel="preload" as="script"[^>]*>/g;

/** The document with its code in a list, which what stands in the head takes over (lib/ui/pre-paint.ts). */
export function scriptsListed(html: string): string {
  const [charset] = CHARSET.exec(html) ?? [];
  const sources = [...new Set([...html.matchAll(APP_SCRIPT)].map(([, source]) => source))];
  if (charset === undefined || sources.length === 0 || !HEAD_SCRIPT.test(html)) return html;
  const list = `<script>window.linksnapCode=${JSON.stringify(sources)}</script>`;
  return html
    .replace(APP_SCRIPT, "")
    .replace(PRELOAD, "")
    .replace(charset, () => charset + list);
}

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
    writeFileSync(file, scriptsListed(scriptFirst(readFileSync(file, "utf8"))));
  }
}
