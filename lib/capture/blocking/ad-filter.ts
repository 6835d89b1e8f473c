/**
 * One capture's filter for advertisements and trackers. It lets through whatever the page itself is: the site that was
 * asked for, and every site the main document passes on its way. The door sees names, not what they are asked for; so a
 * request that comes before the main document has arrived waits a moment for it, and passes when it does not come:
 * then it is the document's own way.
 */
import { isAdHost, NO_LIST } from "./ad-hosts";
import type { HostList } from "./list/host-list";
import { siteOf } from "./names";

export interface AdFilterOptions {
  /** Host of the address that was asked for. */
  readonly pageHost: string;
  /** Hosts turned away beside those of our own table. */
  readonly list?: HostList | undefined;
  /** Longest wait for the main document, in milliseconds. */
  readonly waitMs?: number;
}

const WAIT_MS = 1_000;

export class AdFilter {
  private readonly ownSites: Set<string>;
  private readonly pageHost: string;
  private readonly list: HostList;
  private readonly waitMs: number;
  private readonly waiting = new Set<() => void>();
  private hasArrived = false;
  private count = 0;

  constructor({ pageHost, list = NO_LIST, waitMs = WAIT_MS }: AdFilterOptions) {
    this.ownSites = new Set([siteOf(pageHost)]);
    this.pageHost = pageHost;
    this.list = list;
    this.waitMs = waitMs;
  }

  /** Requests turned away so far. */
  get blocked(): number {
    return this.count;
  }

  /** The main document has come: from now on requests are those of the page. */
  arrive(): void {
    this.hasArrived = true;
    for (const go of this.waiting) go();
  }

  /** Whether a request to `host` is to be turned away; it is counted then. */
  async blocks(host: string): Promise<boolean> {
    if (this.ownSites.has(siteOf(host)) || !this.isListed(host)) return false;
    if (!this.hasArrived) await this.awaitArrival();
    if (!this.hasArrived) this.ownSites.add(siteOf(host));
    if (this.ownSites.has(siteOf(host))) return false;
    this.count++;
    return true;
  }

  private isListed(host: string): boolean {
    return isAdHost(host, this.list, [this.pageHost, ...this.ownSites]);
  }

  private awaitArrival(): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        this.waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, this.waitMs);
      this.waiting.add(go);
    });
  }
}
