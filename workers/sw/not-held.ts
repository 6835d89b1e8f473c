/** The page shown in an archived page's place when its bytes are not on this device. Words and a little style only. */
import { firstSpoken } from "../../lib/domain/text/first-spoken";

/** What it says in one language. */
export interface NotHeldWords {
  /** Primary subtag of BCP 47. */
  readonly locale: string;
  /** Value for the `lang` attribute. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
}

const STYLE =
  "body{margin:15vh auto;max-width:32rem;padding:0 1.5rem;font:1rem/1.6 system-ui,sans-serif;color:#1c1a17;background:#faf8f4}" +
  "h1{font-size:1.25rem}@media(prefers-color-scheme:dark){body{color:#eee9e0;background:#181613}}";

/** In the first of the preferred languages (BCP 47) that is among `all`, else in the first of `all`. */
export function notHeldPage(all: readonly NotHeldWords[], preferred: readonly string[]): string {
  const locale = firstSpoken(
    all.map((words) => words.locale),
    preferred,
  );
  const words = all.find((one) => one.locale === locale) ?? all[0];
  if (!words) throw new Error("the service worker was built without words");
  const { tag, title, body } = words;
  return `<!doctype html><html lang="${tag}"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style><h1>${title}</h1><p>${body}</p></html>`;
}
