/**
 * Finds the bytes of a resource: from what the browser received, from a `data:` address, and for the few it never asked
 * for (an icon, a picture of a print sheet) once more through the door, within a small budget.
 */
import type { BrowserContext } from "playwright";
import type { Outlet } from "../child/outlet";
import type { Recorded, Recorder } from "../child/recorder";
import { DOOR_HEADER } from "../egress/door-header";
import { sniffMediaType } from "../sniff";

export type ResourceKind = "image" | "font" | "style";

const MAX_FETCHES = 16;
const MAX_FETCH_BYTES = 5 * 1024 * 1024;
const FETCH_BUDGET_MS = 3_000;

/** A resource that is kept. */
export interface Kept {
  /** `cas:<sha256>` */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export class Resources {
  private readonly loading = new Map<string, Promise<Recorded | null>>();
  private fetches = 0;
  private fetchMs = 0;

  constructor(
    private readonly recorder: Recorder,
    private readonly context: BrowserContext,
    private readonly outlet: Outlet,
  ) {}

  /** The bytes behind an absolute address, or `null`. */
  load(url: string): Promise<Recorded | null> {
    let found = this.loading.get(url);
    if (!found) {
      found = this.find(url);
      this.loading.set(url, found);
    }
    return found;
  }

  /** What is here without asking anybody, or `null`. */
  async received(url: string): Promise<Recorded | null> {
    return url.startsWith("data:") ? readDataUrl(url) : this.recorder.get(url);
  }

  /** Whether one of the style sheets that came holds these letters. */
  async isInSheets(letters: string): Promise<boolean> {
    for (const url of this.recorder.sheets) {
      const found = await this.received(url);
      if (found && Buffer.from(found.bytes).includes(letters)) return true;
    }
    return false;
  }

  /** Keeps the resource and returns its name, or `null` when there is none of that kind. */
  async keep(url: string, kind: ResourceKind): Promise<Kept | null> {
    // A sheet names a font in several formats, weights and ranges of characters. What the browser did not ask for, no
    // letter of the page is drawn with.
    const found = await (kind === "font" ? this.received(url) : this.load(url));
    if (!found || found.bytes.length === 0) return null;
    const type = mediaTypeOf(found);
    // A missing picture is often answered with a page that says so.
    if (kind === "image" && !type.startsWith("image/")) return null;
    return { name: await this.outlet.resource(found.bytes, type), bytes: found.bytes };
  }

  private async find(url: string): Promise<Recorded | null> {
    const received = await this.received(url);
    const isElsewhere = /^https?:/.test(url) && !this.recorder.wasRefused(url);
    return received || !isElsewhere ? received : this.fetchOnce(url);
  }

  private async fetchOnce(url: string): Promise<Recorded | null> {
    if (this.fetches >= MAX_FETCHES || this.fetchMs >= FETCH_BUDGET_MS) return null;
    this.fetches++;
    const started = performance.now();
    try {
      const answer = await this.context.request.get(url, { timeout: FETCH_BUDGET_MS, maxRedirects: 5 });
      const headers = answer.headers();
      if (!answer.ok() || headers[DOOR_HEADER] !== undefined) return null;
      const bytes = await answer.body();
      return bytes.length > MAX_FETCH_BYTES ? null : { bytes, type: headers["content-type"] ?? "", url };
    } catch {
      // Refused or unreachable: it stays missing.
      return null;
    } finally {
      this.fetchMs += performance.now() - started;
    }
  }
}

/** The type the bytes prove, else the one the site named. */
export function mediaTypeOf({ bytes, type }: Recorded): string {
  return sniffMediaType(bytes) ?? (type.split(";", 1)[0]?.trim().toLowerCase() || "application/octet-stream");
}

/** The bytes of a `data:` address, or `null` for a broken one. */
export function readDataUrl(url: string): Recorded | null {
  const match = /^data:([^,]*),([\s\S]*)$/.exec(url);
  if (!match) return null;
  const [, head = "", body = ""] = match;
  try {
    const bytes = /;\s*base64\s*$/i.test(head)
      ? Buffer.from(decodeURIComponent(body), "base64")
      : Buffer.from(decodeURIComponent(body.replaceAll(/%(?![0-9a-f]{2})/gi, "%25")), "utf8");
    return { bytes: new Uint8Array(bytes), type: head.replace(/;\s*base64\s*$/i, ""), url };
  } catch {
    // A broken escape.
    return null;
  }
}
