/** Reads the stored pages of the projection, and makes those anew that are missing, damaged or of another version. */
import type { LinkId } from "../../domain/ids";
import type { LogFailure, StoredPage, UpdateLog } from "../../ports/update-log";
import { SHARDS } from "../../replica/shard-of";
import { Entry, entryOf } from "../projection/entry";
import { newestFirst } from "../projection/by-date";
import { Page, unpackPatch } from "../projection/page";
import type { PagePatch } from "../projection/page";
import type { Projected } from "../projection/projected";
import type { ReplicaStore } from "./replica-store";

/** Shards rebuilt in one transaction: few, so that other tabs get their turn and memory stays small. */
const AT_ONCE = 16;
/** Shards read at once, first and later: few, so that there is soon something to open, then more. */
const READ_FIRST = 8;
const READ_AT_ONCE = 32;
/** Parts that are read while one is opened: the database is never without work. */
const AHEAD = 2;

type Links = Map<LinkId, Entry>;

export interface Loaded {
  /** Newest first, when all were asked for. */
  readonly loaded: Links;
  /** Shards whose stored page could be read. */
  readonly good: ReadonlySet<number>;
  /** Rows of the log found damaged on the way. */
  readonly damaged: number;
  /** Why pages could not be stored anew. Their links are there all the same, unless the log could not be read either. */
  readonly failure: LogFailure | null;
}

/** Without a replica nothing is made anew: what has no page is absent. Of all shards when none are named. */
export async function loadPages(
  log: UpdateLog,
  replica: ReplicaStore | null,
  shards?: readonly number[],
): Promise<Loaded> {
  const known = shards ?? (replica ? log.shards() : []);
  const [{ entries, good }, written] = await Promise.all([readPages(log, shards ?? ALL), known]);
  if (!replica) return { loaded: byId(entries), good, damaged: 0, failure: null };
  const stale = written.filter((shard) => !good.has(shard));
  let damaged = 0;
  let failure: LogFailure | null = null;
  for (let i = 0; i < stale.length; i += AT_ONCE) {
    const made = await makeAnew(replica, stale.slice(i, i + AT_ONCE));
    for (const projected of made.links.values()) if (projected) entries.push(entryOf(projected));
    damaged += made.damaged;
    failure ??= made.failure;
  }
  return { loaded: byId(newestFirst(entries)), good, damaged, failure };
}

async function readPages(
  log: UpdateLog,
  shards: readonly number[],
): Promise<{ readonly entries: Entry[]; readonly good: ReadonlySet<number> }> {
  const entries: Entry[] = [];
  const good = new Set<number>();
  for await (const pages of readInParts(log, shards))
    for (const [shard, page] of pages) if (openPage(page, entries)) good.add(shard);
  return { entries, good };
}

const ALL = Array.from({ length: SHARDS }, (_, shard) => shard);

/** Reads the next parts while one is worked on. */
async function* readInParts(log: UpdateLog, shards: readonly number[]): AsyncGenerator<Pages> {
  const reading: Promise<Pages>[] = [];
  let from = 0;
  const readOn = (): void => {
    for (; reading.length <= AHEAD && from < shards.length; ) {
      const to = from + (from === 0 ? READ_FIRST : READ_AT_ONCE);
      const part = log.pages(shards.slice(from, to));
      part.catch(() => undefined); // told by whoever waits for it
      reading.push(part);
      from = to;
    }
  };
  readOn();
  for (let next = reading.shift(); next; next = reading.shift()) {
    const pages = await next;
    readOn();
    yield pages;
  }
}

type Pages = Awaited<ReturnType<UpdateLog["pages"]>>;

function byId(entries: readonly Entry[]): Links {
  const links: Links = new Map();
  for (const entry of entries) links.set(entry.id, entry);
  return links;
}

/** Adds the links of a page and its patches. `false`: they are of another version. */
function openPage({ bytes, patches }: StoredPage, entries: Entry[]): boolean {
  const page = bytes && Page.open(bytes);
  const later = patches.map(unpackPatch);
  if ((bytes && !page) || later.includes(null)) return false;
  const own = page ? Entry.ofPage(page) : [];
  for (const entry of later.length > 0 ? patched(own, later).values() : own) entries.push(entry);
  return true;
}

function patched(entries: readonly Entry[], patches: readonly (PagePatch | null)[]): Links {
  const links = byId(entries);
  for (const patch of patches) {
    for (const projected of patch?.links ?? []) links.set(projected.link.id, entryOf(projected));
    for (const id of patch?.gone ?? []) links.delete(id);
  }
  return links;
}

interface Made {
  readonly links: ReadonlyMap<LinkId, Projected | null>;
  readonly damaged: number;
  readonly failure: LogFailure | null;
}

/** A full disk must not hide links: what cannot be stored anew is read all the same. */
async function makeAnew(replica: ReplicaStore, shards: readonly number[]): Promise<Made> {
  const done = await replica.rebuild(shards);
  if (done.ok) return { links: done.value.projected, damaged: done.value.damaged, failure: null };
  const read = await replica.look(shards);
  return { links: read.ok ? read.value : new Map(), damaged: 0, failure: done.error };
}
