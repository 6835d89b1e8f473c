/**
 * Looks at watched links by itself, from the one tab that works on captures: one link at a time, one site with a pause
 * between two visits, when it is due, while the server can be reached. What it finds becomes a snapshot or a noted look
 * like any other capture; what goes wrong is remembered, and after long failure the watch of that link stops.
 */
import type { CaptureFailure } from "../../domain/capture";
import { visitedSite } from "../../domain/url/host";
import type { LinkId } from "../../domain/ids";
import type { DeviceStore } from "../../ports/device-store";
import type { CaptureTask } from "../../ports/update-log";
import type { FailedEvent } from "../captures/task";
import type { WatchedLink, WatchState } from "../library";
import { isPresent } from "../projection/entry";
import type { Entry } from "../projection/entry";
import { WatchRecords } from "./records";
import { afterFailedLook, chanceOf, nextLook, periods, SITE_PAUSE, sitePause } from "./rhythm";

export interface WatchParts {
  readonly device: DeviceStore;
  /** Links that are watched. */
  readonly watched: () => Iterable<Entry>;
  readonly entryOf: (id: LinkId) => Entry | undefined;
  readonly isReachable: () => boolean;
  /** Whether any look of a watch is under way. */
  readonly isLooking: () => boolean;
  /** Whether a capture of this link is under way or waits. */
  readonly isBusy: (id: LinkId) => boolean;
  readonly look: (link: { readonly id: LinkId; readonly url: string }) => Promise<void>;
  readonly background: (work: Promise<unknown>) => void;
  /** What is known of this link's watch is another now. */
  readonly changed: (id: LinkId) => void;
  readonly now: () => number;
}

/** Ms between two looks at what is due: a device that slept must not rely on one long timer. */
const LOOK_EVERY = 60_000;
/** Failures that say something of the page: they are shown at the link. Others only count. */
const TELLING: ReadonlySet<FailedEvent["verdict"]> = new Set(["wall", "gone"]);

export class Watch {
  readonly #records: WatchRecords;
  /** Sites that are left alone for now, with until when. */
  readonly #pauses = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isWorking = false;

  constructor(private readonly parts: WatchParts) {
    this.#records = new WatchRecords(parts.device);
  }

  load(): Promise<void> {
    return this.#records.load();
  }

  /** From now on this tab looks. */
  async start(): Promise<void> {
    await this.#records.load();
    this.#isWorking = true;
    this.pump();
  }

  stop(): void {
    this.#isWorking = false;
    clearTimeout(this.#timer);
  }

  /** Begins the look that is due longest. Call when a look has ended, the server came back or a watch was set. */
  pump(): void {
    if (!this.#isWorking) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.pump(), LOOK_EVERY);
    if (!this.parts.isReachable() || this.parts.isLooking()) return;
    const due = this.#due();
    if (due) this.parts.background(this.#look(due));
  }

  #due(): Entry | null {
    const now = this.parts.now();
    let first: Entry | null = null;
    let earliest = now;
    for (const entry of this.parts.watched()) {
      if (!entry.outline.watched || !this.#isFree(entry, now)) continue;
      const at = this.stateOf(entry)?.nextAt ?? Number.POSITIVE_INFINITY;
      if (at > earliest) continue;
      first = entry;
      earliest = at;
    }
    return first;
  }

  /** Neither in the trash, nor under way already, nor of a site that is left alone for now. */
  #isFree(entry: Entry, now: number): boolean {
    return isPresent(entry) && !this.parts.isBusy(entry.id) && (this.#pauses.get(siteOf(entry)) ?? 0) <= now;
  }

  async #look(entry: Entry): Promise<void> {
    const { id, projected } = entry;
    const now = this.parts.now();
    // Before it begins: a tab that is closed in the middle must not come back to it every minute.
    this.#pauses.set(siteOf(entry), now + SITE_PAUSE);
    await this.#records.put(id, { ...this.#records.get(id), triedAt: now });
    await this.parts.look({ id, url: projected.link.url });
  }

  /** What is known of a link's watch; `null` when it has none. */
  stateOf(entry: Entry): WatchState | null {
    const { link, newest } = entry.projected;
    if (link.watch === "") return null;
    const record = this.#records.get(entry.id);
    const foundAt = Math.max(newest?.lastAt ?? 0, newest?.checkedAt ?? 0);
    const looked = {
      rhythm: link.watch,
      foundAt,
      unchanged: newest?.checks ?? 0,
      chance: chanceOf(entry.id),
    };
    const { failures, code, httpStatus, stoppedAt } = record;
    return {
      rhythm: link.watch,
      foundAt,
      nextAt: nextLook(looked, record, this.parts.now()),
      failure: failures > 0 && code !== "" ? { code, httpStatus, times: failures } : null,
      stoppedAt,
    };
  }

  /** All watched links, those that stopped first, then by their next look. */
  list(): readonly WatchedLink[] {
    const found: WatchedLink[] = [];
    for (const entry of this.parts.watched()) {
      if (!entry.outline.watched || !isPresent(entry)) continue;
      const state = this.stateOf(entry);
      if (state) found.push({ id: entry.id, title: entry.title, host: entry.host, state });
    }
    return found.toSorted(
      (a, b) =>
        Number(b.state.stoppedAt > 0) - Number(a.state.stoppedAt > 0) || a.state.nextAt - b.state.nextAt,
    );
  }

  /** The page was found, whoever asked: what went wrong before is over. */
  async found(task: CaptureTask, crawlDelay: number): Promise<void> {
    this.#pauseSite(task.url, sitePause(crawlDelay));
    if (this.#records.get(task.linkId).failures > 0 || !task.watch) await this.reset(task.linkId);
  }

  /** A look went wrong. Answers whether the failure is to be shown at the link. */
  async failed(task: CaptureTask, event: FailedEvent): Promise<boolean> {
    const { now, entryOf, changed } = this.parts;
    const { linkId } = task;
    this.#pauseSite(task.url, SITE_PAUSE);
    const rhythm = entryOf(linkId)?.projected.link.watch;
    if (!rhythm) return false;
    if (!OWN_FAULT.has(event.code)) {
      const failure = {
        code: event.code,
        httpStatus: event.httpStatus ?? 0,
        retryAfter: event.retryAfter ?? 0,
        period: periods[rhythm],
      };
      await this.#records.put(linkId, afterFailedLook(this.#records.get(linkId), failure, now()));
      changed(linkId);
    }
    return TELLING.has(event.verdict);
  }

  /** The person set, changed or resumed the watch of a link. */
  async reset(id: LinkId): Promise<void> {
    await this.#records.put(id, null);
    this.parts.changed(id);
    this.pump();
  }

  #pauseSite(url: string, ms: number): void {
    const now = this.parts.now();
    for (const [site, until] of this.#pauses) if (until <= now) this.#pauses.delete(site);
    const site = visitedSite(url);
    this.#pauses.set(site, Math.max(this.#pauses.get(site) ?? 0, now + ms));
  }
}

/** Failures of the server or this device say nothing of the page. */
const OWN_FAULT: ReadonlySet<CaptureFailure> = new Set([
  "no-browser",
  "crashed",
  "interrupted",
  "cancelled",
  "unauthorised",
  "internal",
]);

const siteOf = (entry: Entry): string => visitedSite(entry.projected.link.url);
