/**
 * Keeps the bytes of the page's own resources as the browser received them, by address, so that nothing has to be
 * fetched a second time. A body that never ends holds nobody up: each has a while from its first byte on.
 */
import type { BrowserContext, Response } from "playwright";

export interface Recorded {
  readonly bytes: Uint8Array;
  /** The `Content-Type` header, "" when absent. */
  readonly type: string;
  /** The address after redirects. */
  readonly url: string;
}

const KEPT = new Set(["stylesheet", "image", "font", "document", "other", "fetch", "xhr"]);
const MAX_BODY = 15 * 1024 * 1024;
const MAX_TOTAL = 80 * 1024 * 1024;
const MAX_REDIRECTS = 10;

/** How long a body may take to arrive, where nothing else is said. */
const PATIENCE_MS = 15_000;

/** A body on its way, or here. */
interface Coming {
  readonly body: Promise<Recorded | null>;
  /** Resolves when the last byte is here, or none will come any more. */
  readonly arrived: Promise<unknown>;
  /** The moment after which it is not waited for, on the clock of `performance.now()`. */
  readonly until: number;
}

type Entry = { readonly redirect: string } | Coming;

const plain = (url: string): string => url.replace(/#.*$/, "");

export class Recorder {
  private readonly entries = new Map<string, Entry>();
  private readonly refused = new Set<string>();
  /** Addresses of the style sheets that came. */
  readonly sheets = new Set<string>();
  private total = 0;

  /** `patienceMs`: how long after its first byte a body is still waited for. */
  constructor(
    context: BrowserContext,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    context.on("response", (response) => this.note(response));
    context.on("requestfailed", (request) => {
      // One that the page itself broke off may still be had.
      if (request.failure()?.errorText !== "net::ERR_ABORTED") this.refused.add(plain(request.url()));
    });
  }

  /** Whether the browser asked for it and got nothing: asking again would bring nothing either. */
  wasRefused(address: string): boolean {
    return this.refused.has(plain(address));
  }

  /** What was received for an address, or `null`. Waits for a body that is still coming, but not for one without end. */
  async get(address: string): Promise<Recorded | null> {
    let url = plain(address);
    for (let i = 0; i <= MAX_REDIRECTS; i++) {
      const entry = this.entries.get(url);
      if (!entry) return null;
      if ("body" in entry) return this.bodyOf(entry, url);
      url = entry.redirect;
    }
    return null;
  }

  private async bodyOf({ body, arrived, until }: Coming, url: string): Promise<Recorded | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), Math.max(0, until - performance.now()));
    });
    const first = await Promise.race([arrived, late]);
    clearTimeout(timer);
    if (first !== "late") return body;
    // Asked anew, it would end as little.
    this.refused.add(url);
    return null;
  }

  private note(response: Response): void {
    if (!KEPT.has(response.request().resourceType())) return;
    const url = plain(response.url());
    const status = response.status();
    const location = response.headers()["location"];
    if (status >= 300 && status < 400 && location && URL.canParse(location, url))
      this.entries.set(url, { redirect: plain(new URL(location, url).href) });
    else if (status >= 400) this.refused.add(url);
    else if (status >= 200 && status < 300) {
      if (response.request().resourceType() === "stylesheet") this.sheets.add(url);
      this.entries.set(url, {
        body: this.read(response, url),
        // A page that closes meanwhile brings nothing more either.
        arrived: response.finished().catch(() => null),
        until: performance.now() + this.patienceMs,
      });
    }
  }

  private async read(response: Response, url: string): Promise<Recorded | null> {
    const type = response.headers()["content-type"] ?? "";
    if (Number(response.headers()["content-length"] ?? 0) > MAX_BODY || this.total > MAX_TOTAL) return null;
    try {
      const bytes = await response.body();
      this.total += bytes.length;
      return bytes.length > MAX_BODY ? null : { bytes, type, url };
    } catch {
      // The page went on, or the connection broke: there is no body.
      return null;
    }
  }
}
