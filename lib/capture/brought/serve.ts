/**
 * Opens a page that a person brought under the address of its link, in place of a visit: the file answers for the page
 * and its parts, everything else is refused, and the policy it is served under lets no script run. The door is closed as
 * well, so this is the first of two locks.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Route } from "playwright";
import { CaptureStopped } from "../child/failure";
import { readMhtml, type MhtmlPart } from "./mhtml";

export interface BroughtFile {
  readonly folder: string;
  readonly brought: { readonly file: string; readonly form: "html" | "mhtml" };
}

/** Scripting stays on, so that `noscript` stays unseen; nothing that could run is let in. */
const POLICY =
  "default-src * data: blob: 'unsafe-inline'; script-src 'none'; script-src-elem 'none'; script-src-attr 'none'; object-src 'none'; worker-src 'none'; connect-src 'none'; form-action 'none'";

const plain = (url: string): string => url.replace(/#.*$/, "");

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false; // another encoding: the page says which in its head
  }
}

/** Must be called before the page is asked for. Rejects with `CaptureStopped` for a file that holds no page. */
export async function serveBrought(context: BrowserContext, { folder, brought }: BroughtFile): Promise<void> {
  const bytes = await readFile(join(folder, brought.file));
  const mhtml = brought.form === "mhtml" ? readMhtml(bytes) : null;
  if (brought.form === "mhtml" && !mhtml)
    throw new CaptureStopped({ code: "no-page", message: "the file that was brought holds no page" });
  const page: MhtmlPart = mhtml?.page ?? { type: "text/html", bytes };
  const parts = mhtml?.parts ?? new Map<string, MhtmlPart>();
  let isServed = false;
  await context.route("**/*", async (route) => {
    const request = route.request();
    const isPage = request.isNavigationRequest() && request.frame().parentFrame() === null;
    const part = parts.get(plain(request.url())) ?? null;
    // Once: a page that loads itself anew stays as it is.
    const answer = isPage ? (isServed ? null : page) : part;
    if (isPage) isServed = true;
    await (answer ? fulfil(route, answer) : route.abort("blockedbyclient")).catch(() => undefined);
  });
}

function fulfil(route: Route, { type, bytes }: MhtmlPart): Promise<void> {
  const isDocument = type === "text/html" || type === "application/xhtml+xml";
  const charset = isDocument && isUtf8(bytes) ? "; charset=utf-8" : "";
  return route.fulfill({
    status: 200,
    headers: {
      "content-type": `${type || "application/octet-stream"}${charset}`,
      "content-security-policy": POLICY,
      // Fonts and sheets of another host of the same file.
      "access-control-allow-origin": "*",
    },
    body: Buffer.from(bytes),
  });
}
