/**
 * Brings the index of texts up to the library, in the one tab that writes it. For each shard it is noted up to which
 * sequence number of the log its snapshots are in; a shard whose log has moved on is looked through again. So whatever
 * was interrupted when (a closed tab, a killed browser, a full disk) is simply found to be missing and made up for, and
 * links that other tabs or devices changed need no telling.
 */
import type { LinkId } from "../../domain/ids";
import { shardOf } from "../../replica/shard-of";
import type { LinkRecord } from "../../replica/read-link";
import { isQuotaError } from "../../store/failure";
import { SegmentBuilder } from "../../search/segments/segment-builder";
import type { TextSource } from "../../search/segments/segment-builder";
import type { TextIndex } from "../../search/text-index";
import { lineOf, textsOf } from "./snapshot-texts";

export interface IndexingParts {
  readonly index: TextIndex;
  /** How far the log of each shard reaches. */
  readonly heads: () => Promise<ReadonlyMap<number, number>>;
  /** Links that have snapshots. */
  readonly links: () => Iterable<{ readonly id: LinkId }>;
  readonly records: (ids: readonly LinkId[]) => Promise<ReadonlyMap<LinkId, LinkRecord>>;
  /** The text of a blob; `null` when it is not on this device. */
  readonly text: (hash: string) => Promise<string | null>;
  /** The index or the progress is another one now. */
  readonly changed: (what: "index" | "progress") => void;
}

export interface IndexProgress {
  readonly done: number;
  readonly total: number;
}

/** UTF-16 units of text in memory before a segment is written. */
const SEGMENT_SIZE = 600_000;
/** Fewer texts than this are no backlog: nobody needs to be told. */
const WORTH_TELLING = 20;
/** Ms between two looks at the shards when much is being changed. */
const REST = 400;
/** Links looked at before edits get their turn again. */
const LINKS_AT_ONCE = 64;

/** What is to be taken in and out of some shards. */
interface Work {
  readonly queue: TextSource[];
  readonly gone: { link: string; hash: string }[];
  /** Shards looked through, with their heads; noted once everything above is in. */
  readonly shards: Map<number, number>;
  readonly absent: Map<number, number>;
}

export class Indexing {
  #running: Promise<void> | null = null;
  #isDue = false;
  #isStopped = false;
  /** Texts that were not on this device may be here now. */
  #looksForAbsent = true;
  /** Shards with links that changed here since they were looked at: their heads may have been noted already. */
  #touched = new Set<number>();
  #progress: IndexProgress | null = null;
  /** Set while the disk is full or the index cannot be written. */
  trouble: "quota" | "database" | null = null;

  constructor(private readonly parts: IndexingParts) {}

  /** Texts of a backlog that are in; `null` while there is none. */
  get progress(): IndexProgress | null {
    return this.#progress && this.#progress.total >= WORTH_TELLING ? this.#progress : null;
  }

  /** These links changed. `update` looks at them, also when the log moved on before they were known here. */
  touch(ids: Iterable<LinkId>): void {
    for (const id of ids) this.#touched.add(shardOf(id));
  }

  /** Something may have changed. Resolves when the index has it. */
  update(): Promise<void> {
    this.#isDue = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Files were fetched: texts that were absent may be among them. */
  fetched(): Promise<void> {
    this.#looksForAbsent = true;
    return this.update();
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** Throws the index away and makes it anew. */
  async rebuild(): Promise<void> {
    await this.#running;
    await this.parts.index.clear();
    this.parts.changed("index");
    return this.update();
  }

  async #run(): Promise<void> {
    while (this.#isDue && !this.#isStopped) {
      this.#isDue = false;
      try {
        await this.#bringUp();
        this.trouble = null;
      } catch (error) {
        // What is in stays in; the rest is missing by its shard's number and comes with the next change or start.
        this.trouble = isQuotaError(error) ? "quota" : "database";
      }
      this.#tell(null);
      await pause(REST);
    }
  }

  async #bringUp(): Promise<void> {
    const work = await this.#look();
    if (work.shards.size === 0) return;
    const total = work.queue.length;
    if (total > 0) this.#tell({ done: 0, total });
    let built = new SegmentBuilder();
    for (const [i, source] of work.queue.entries()) {
      if (this.#isStopped) return;
      await this.#take(source, built, work);
      if (built.size < SEGMENT_SIZE) continue;
      await this.#write({ built, gone: goneFor(built, work) });
      built = new SegmentBuilder();
      this.#tell({ done: i + 1, total });
    }
    const shards = [...work.shards].map(([shard, head]) => ({
      shard,
      head,
      absent: work.absent.get(shard) ?? 0,
    }));
    await this.#write({ built, gone: work.gone, shards });
    while (!this.#isStopped && (await this.parts.index.tidy())) this.parts.changed("index");
  }

  async #take(source: TextSource, built: SegmentBuilder, { absent }: Work): Promise<void> {
    const text = await this.parts.text(source.hash);
    if (text !== null) {
      built.add(source, lineOf(text));
      return;
    }
    const shard = shardOf(source.link);
    absent.set(shard, (absent.get(shard) ?? 0) + 1);
  }

  async #write(change: Parameters<TextIndex["write"]>[0]): Promise<void> {
    await this.parts.index.write(change);
    this.parts.changed("index");
  }

  /** Compares the shards that moved with what is in the index. */
  async #look(): Promise<Work> {
    const { index, links, records } = this.parts;
    const shards = await this.#moved();
    const work: Work = { queue: [], gone: [], shards, absent: new Map() };
    const known = textsByLink(index, shards);
    for (const all of idsByShard(links(), shards).values())
      for (let i = 0; i < all.length; i += LINKS_AT_ONCE) {
        if (this.#isStopped) return work;
        for (const [id, record] of await records(all.slice(i, i + LINKS_AT_ONCE))) {
          compare(textsOf(record), known.get(id) ?? [], work);
          known.delete(id);
        }
      }
    // Links that are no longer in the library.
    for (const texts of known.values()) work.gone.push(...texts);
    work.queue.sort((a, b) => b.time - a.time);
    return work;
  }

  /** Shards whose log has moved on since they were looked through, with their heads. */
  async #moved(): Promise<Map<number, number>> {
    const { index, heads } = this.parts;
    const again = this.#looksForAbsent;
    this.#looksForAbsent = false;
    const touched = this.#touched;
    this.#touched = new Set();
    const isNew = ([shard, head]: readonly [number, number]): boolean => {
      const known = index.shards.get(shard);
      return known?.head !== head || touched.has(shard) || (again && known.absent > 0);
    };
    return new Map([...(await heads())].filter(isNew));
  }

  #tell(progress: IndexProgress | null): void {
    if (progress === null && this.#progress === null) return;
    this.#progress = progress;
    this.parts.changed("progress");
  }
}

function compare(wanted: readonly TextSource[], known: readonly TextSource[], work: Work): void {
  const knownTimes = new Map(known.map(({ hash, time }) => [hash, time]));
  for (const source of wanted) {
    const time = knownTimes.get(source.hash);
    knownTimes.delete(source.hash);
    if (time === source.time) continue;
    if (time !== undefined) work.gone.push(source); // put in again with its new date
    work.queue.push(source);
  }
  for (const { link, hash } of known) if (knownTimes.has(hash)) work.gone.push({ link, hash });
}

/** Of what is to go, the texts that this segment puts in again: both in one commit. */
function goneFor(built: SegmentBuilder, work: Work): Work["gone"] {
  const put = new Set(built.sources.map(({ link, hash }) => `${link}${hash}`));
  const now = work.gone.filter(({ link, hash }) => put.has(`${link}${hash}`));
  if (now.length > 0) work.gone.splice(0, Infinity, ...work.gone.filter((one) => !now.includes(one)));
  return now;
}

function textsByLink(index: TextIndex, shards: ReadonlyMap<number, number>): Map<string, TextSource[]> {
  const known = new Map<string, TextSource[]>();
  if (shards.size === 0) return known;
  for (const segment of index.segments)
    for (let text = 0; text < segment.size; text++) {
      const link = segment.linkOf(text);
      if (segment.isRemoved(text) || !shards.has(shardOf(link))) continue;
      const source = { link, hash: segment.hashOf(text), time: segment.timeOf(text) };
      const texts = known.get(link);
      if (texts) texts.push(source);
      else known.set(link, [source]);
    }
  return known;
}

function idsByShard(
  links: Iterable<{ readonly id: LinkId }>,
  shards: ReadonlyMap<number, number>,
): Map<number, LinkId[]> {
  const ids = new Map<number, LinkId[]>();
  for (const { id } of links) {
    const shard = shardOf(id);
    if (!shards.has(shard)) continue;
    const known = ids.get(shard);
    if (known) known.push(id);
    else ids.set(shard, [id]);
  }
  return ids;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
