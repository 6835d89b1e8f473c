/** An open list as the page sees it: the newest view, and those windows of rows that belong to it. */
import type { LinkId } from "../../domain/ids";
import type { ListPush, MoreRows } from "../engine/list-session";
import type { LinkRow, ListSpec, ListView, Live, OpenList, SearchHit } from "../library";
import type { Channel, Subscription } from "./channel";
import { keepSame } from "./keep-same";
import { Value } from "./live";

/** Rows in one window, as in the worker. */
export const WINDOW = 64;
/** Windows kept up to date at once: what is on screen and its surroundings. */
const KEPT = 8;
/** Rows beyond those that are asked for whose windows come along: whoever scrolls on finds them there. */
const AHEAD = 24;

type Windows = ReadonlyMap<number, readonly LinkRow[]>;

export class RemoteList implements OpenList {
  readonly #view = new Value<ListView>();
  readonly #version = new Value(0);
  readonly #subscription: Subscription;
  #windows: Windows = new Map();
  /** Looked at last comes last. */
  #wanted: readonly number[] = [0];
  #isAsking = false;

  constructor(
    private readonly channel: Channel,
    spec: ListSpec,
  ) {
    this.#subscription = channel.open((n) => ({ kind: "open-list", n, spec }), this);
  }

  /** Takes a new view with all windows that belong to it, or more windows of the view that is here. */
  push(push: ListPush | MoreRows): void {
    if ("more" in push) {
      const kept = [...this.#windows].filter(([window]) => this.#wanted.includes(window));
      this.#windows = new Map([...kept, ...push.more]);
    } else {
      this.#windows = sameRows(this.#windows, push.windows);
      this.#view.set(keepSame(this.#view.get(), push.view));
    }
    this.#version.set((this.#version.get() ?? 0) + 1);
  }

  /** Shows the beginning that the last visit left, while there is nothing newer. */
  remind(remembered: ListPush | null): void {
    if (remembered && this.#view.get() === undefined) this.push(remembered);
  }

  get view(): Live<ListView> {
    return this.#view;
  }

  get version(): Live<number> {
    return this.#version;
  }

  rows(start: number, end: number): readonly (LinkRow | undefined)[] {
    const from = Math.max(0, start);
    const to = Math.min(end, this.#view.get()?.total ?? 0);
    if (to <= from) return [];
    const last = Math.min(to + AHEAD, this.#view.get()?.total ?? 0) - 1;
    this.#want(Math.floor(Math.max(0, from - AHEAD) / WINDOW), Math.floor(last / WINDOW));
    return Array.from({ length: to - from }, (_, i) =>
      this.#windows.get(Math.floor((from + i) / WINDOW))?.at((from + i) % WINDOW),
    );
  }

  #want(first: number, last: number): void {
    const now = Array.from({ length: Math.min(last - first + 1, KEPT) }, (_, i) => first + i);
    const isNew = now.some((window) => !this.#wanted.includes(window));
    this.#wanted = [...this.#wanted.filter((window) => !now.includes(window)), ...now].slice(-KEPT);
    if (!isNew || this.#isAsking) return;
    this.#isAsking = true;
    // Screens ask row by row while they render: one message for all.
    queueMicrotask(() => {
      this.#isAsking = false;
      this.channel.look(this.#subscription.n, this.#wanted);
    });
  }

  ids(): Promise<readonly LinkId[]> {
    return this.channel.call("listIds", this.#subscription.n);
  }

  hit(id: LinkId): Promise<SearchHit | null> {
    return this.channel.call("listHit", this.#subscription.n, id);
  }

  close(): void {
    this.#subscription.close();
  }
}

/** Rows that say what they said before stay the ones they were. */
function sameRows(before: Windows, now: Iterable<readonly [number, readonly LinkRow[]]>): Windows {
  const known = new Map([...before.values()].flat().map((row) => [row.id, row]));
  const kept = (row: LinkRow): LinkRow => keepSame(known.get(row.id), row);
  return new Map([...now].map(([window, rows]) => [window, rows.map(kept)]));
}
