/**
 * The search index in a database of its own: it can be made anew, so it may be lost, grow and change its form without
 * ever touching the database that cannot. For the same reason a commit need not survive a power cut, only come whole.
 */
import { Dexie } from "dexie";
import type { Table } from "dexie";
import type {
  BlockKind,
  IndexChange,
  IndexedShard,
  SearchStore,
  StoredIndex,
  StoredSegment,
  StoredTexts,
} from "../ports/search-store";

/** Raised with every change of what the bytes mean, of folding, and of cutting: an older index is thrown away. */
const INDEX_VERSION = 1;

interface BlockRow {
  readonly key: readonly [segment: number, kind: BlockKind, block: number];
  readonly bytes: Uint8Array;
}

interface FactRow {
  readonly name: string;
  readonly value: unknown;
}

class SearchDatabase extends Dexie {
  declare segments: Table<StoredSegment, number>;
  declare texts: Table<StoredTexts, number>;
  declare blocks: Table<BlockRow, BlockRow["key"]>;
  declare shards: Table<IndexedShard, number>;
  declare facts: Table<FactRow, string>;

  constructor(name: string) {
    super(name, { chromeTransactionDurability: "relaxed" });
    this.version(1).stores({
      segments: "id",
      texts: "segment",
      blocks: "key",
      shards: "shard",
      facts: "name",
    });
  }
}

const EMPTY: StoredIndex = { segments: [], texts: [], shards: [] };

export class DexieSearchStore implements SearchStore {
  readonly #db: SearchDatabase;

  constructor(name: string) {
    this.#db = new SearchDatabase(name);
  }

  async load(): Promise<StoredIndex> {
    const db = this.#db;
    return db.transaction("r", [db.segments, db.texts, db.shards, db.facts], async () => {
      if (!(await this.#isOurs())) return EMPTY;
      const segments = await db.segments.toArray();
      return { segments, texts: await db.texts.toArray(), shards: await db.shards.toArray() };
    });
  }

  async blocks({ segment, kind }: At, from: number, to: number): Promise<readonly Uint8Array[]> {
    const rows = await this.#db.blocks
      .where("key")
      .between([segment, kind, from], [segment, kind, to], true, true)
      .toArray();
    return rows.map(({ bytes }) => bytes);
  }

  async putBlock({ segment, kind }: At, block: number, bytes: Uint8Array): Promise<void> {
    await this.#db.blocks.put({ key: [segment, kind, block], bytes });
  }

  async commit({ add = [], drop = [], removed = [], shards = [] }: IndexChange): Promise<void> {
    const db = this.#db;
    await db.transaction("rw", [db.segments, db.texts, db.blocks, db.shards, db.facts], async () => {
      if (!(await this.#isOurs())) await this.#empty(new Set(add.map(({ segment }) => segment.id)));
      await db.segments.bulkPut(add.map(({ segment }) => segment));
      await db.texts.bulkPut(add.map(({ texts }) => texts));
      for (const { id, removed: numbers } of removed) await db.segments.update(id, { removed: [...numbers] });
      await db.segments.bulkDelete([...drop]);
      await db.texts.bulkDelete([...drop]);
      for (const id of drop) await this.#dropBlocks(id);
      await db.shards.bulkPut([...shards]);
    });
  }

  async dropLeftovers(): Promise<void> {
    const db = this.#db;
    await db.transaction("rw", [db.segments, db.blocks], async () => {
      const known = new Set(await db.segments.toCollection().primaryKeys());
      for (const id of await this.#segmentsWithBlocks()) if (!known.has(id)) await this.#dropBlocks(id);
    });
  }

  async clear(): Promise<void> {
    const db = this.#db;
    await db.transaction("rw", [db.segments, db.texts, db.blocks, db.shards, db.facts], () =>
      this.#empty(new Set()),
    );
  }

  close(): void {
    this.#db.close();
  }

  async #isOurs(): Promise<boolean> {
    return (await this.#db.facts.get("version"))?.value === INDEX_VERSION;
  }

  /** Empties all tables but for the blocks of these segments, and makes the index one of this version. */
  async #empty(kept: ReadonlySet<number>): Promise<void> {
    const db = this.#db;
    await db.segments.clear();
    await db.texts.clear();
    await db.shards.clear();
    for (const id of await this.#segmentsWithBlocks()) if (!kept.has(id)) await this.#dropBlocks(id);
    await db.facts.put({ name: "version", value: INDEX_VERSION });
  }

  /** Found by leaps from one segment to the next, not by reading all keys. */
  async #segmentsWithBlocks(): Promise<number[]> {
    const ids: number[] = [];
    for (let at = -Infinity; ; ) {
      const next = await this.#db.blocks.where("key").above([at, Dexie.maxKey]).first();
      if (!next) return ids;
      at = next.key[0];
      ids.push(at);
    }
  }

  async #dropBlocks(segment: number): Promise<void> {
    await this.#db.blocks.where("key").between([segment, Dexie.minKey], [segment, Dexie.maxKey]).delete();
  }
}

interface At {
  readonly segment: number;
  readonly kind: BlockKind;
}
