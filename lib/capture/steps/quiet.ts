/**
 * Waits until the page asks for nothing more. What asks again and again (the same path), stays open by its nature, or
 * only counts visitors is not waited for; neither is anything for longer than a bound.
 */
import type { Page, Request } from "playwright";

/** Nothing under way for this long is quiet. */
const QUIET_MS = 350;
const LOOK_MS = 50;
/** The same path asked for more often than this is polling. */
const MAX_REPEATS = 3;
/** A request that has no answer after this long is left behind. */
const PATIENCE_MS = 2_500;
const ENDLESS = new Set(["eventsource", "websocket", "ping", "media", "manifest"]);

export class NetworkQuiet {
  private readonly open = new Map<Request, number>();
  private readonly repeats = new Map<string, number>();
  private last = performance.now();

  constructor(page: Page) {
    page.on("request", (request) => this.begin(request));
    page.on("requestfinished", (request) => this.end(request));
    page.on("requestfailed", (request) => this.end(request));
  }

  /** Resolves when it is quiet, at the latest after `ms`. */
  async wait(ms: number): Promise<void> {
    const end = performance.now() + ms;
    while (performance.now() < end && !this.isQuiet())
      await new Promise((resume) => setTimeout(resume, LOOK_MS));
  }

  private isQuiet(): boolean {
    const now = performance.now();
    for (const [request, since] of this.open) if (now - since > PATIENCE_MS) this.open.delete(request);
    return this.open.size === 0 && now - this.last >= QUIET_MS;
  }

  private begin(request: Request): void {
    if (ENDLESS.has(request.resourceType())) return;
    const path = request.url().replace(/[?#].*$/, "");
    const asked = (this.repeats.get(path) ?? 0) + 1;
    this.repeats.set(path, asked);
    const isPolling = asked > MAX_REPEATS && ["fetch", "xhr", "image"].includes(request.resourceType());
    if (!isPolling) this.open.set(request, performance.now());
  }

  private end(request: Request): void {
    if (this.open.delete(request)) this.last = performance.now();
  }
}
