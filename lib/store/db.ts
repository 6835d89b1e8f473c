/**
 * The tables of this device's database. Versions are additive: a new one adds tables or indexes and never rewrites what
 * an older one wrote; the projection pages carry a version of their own and are made anew from the log.
 */
import { Dexie } from "dexie";
import type { Table } from "dexie";
import type { HeldBlob } from "../ports/device-store";
import type { CaptureTask, UndoBatch } from "../ports/update-log";

/** One update of one shard, with a plain copy of the cells it set; each has its own checksum. */
export interface UpdateRow {
  seq?: number;
  shard: number;
  update: Uint8Array;
  updateSum: string;
  cells: string;
  cellsSum: string;
  /** Ms since 1970. */
  at: number;
}

/** The state of a shard up to a sequence number, in the same two forms. */
export interface StateRow {
  shard: number;
  upTo: number;
  update: Uint8Array;
  updateSum: string;
  cells: string;
  cellsSum: string;
}

/** What a commit must know of a shard without reading it. A missing or odd one only costs a full read. */
export interface HeadRow {
  shard: number;
  head: number;
  upTo: number;
  logRows: number;
  logBytes: number;
  stateBytes: number;
  /** Of the numbers that tell whether there is anything new; absent where an earlier version wrote the row. */
  sum?: string;
  /** Ids with cells that make no link; absent where an earlier version wrote the row. */
  silent?: readonly string[];
}

export interface PageRow {
  shard: number;
  /** Head of the shard the page was made at. */
  head: number;
  bytes: Uint8Array;
  sum: string;
}

/** What one update changed of a page: with the page and all patches between it makes the page of its head. */
export interface PatchRow {
  shard: number;
  head: number;
  /** Head of the page or patch this one builds on; 0 = nothing. */
  prev: number;
  json: string;
  sum: string;
}

/** Damaged bytes are never thrown away: a later version or a patient person may read them. */
export interface QuarantineRow {
  id?: number;
  shard: number;
  seq: number;
  reason: string;
  row: unknown;
  at: number;
}

/** A batch with its place among all batches: clocks go backwards, sequence numbers of the log do not. */
export interface BatchRow extends UndoBatch {
  readonly seq: number;
}

export interface SettingRow {
  name: string;
  value: unknown;
}

/** Name of the setting that tells one database from another one made later under the same name. */
const BIRTH_MARK = "databaseMark";

export class Database extends Dexie {
  /** Called whenever the database that was open has been taken away; everything is refused from then on. */
  whenLost: () => void = () => undefined;
  /** Called when rows were put aside because they cannot be read. */
  whenDamaged: () => void = () => undefined;
  /** `null` before it was open. */
  #mark: { readonly value: unknown } | null = null;
  declare states: Table<StateRow, number>;
  declare updates: Table<UpdateRow, number>;
  declare heads: Table<HeadRow, number>;
  declare pages: Table<PageRow, number>;
  declare patches: Table<PatchRow, [number, number]>;
  declare quarantine: Table<QuarantineRow, number>;
  declare batches: Table<BatchRow, string>;
  declare tasks: Table<CaptureTask, string>;
  declare blobs: Table<HeldBlob, string>;
  declare settings: Table<SettingRow, string>;

  constructor(name: string) {
    // Chrome's default lets a power cut take the last seconds; "saved" means it cannot.
    super(name, { chromeTransactionDurability: "strict" });
    this.version(1).stores({
      states: "shard",
      updates: "++seq, [shard+seq]",
      heads: "shard",
      pages: "shard",
      quarantine: "++id, shard",
      batches: "id, at",
      tasks: "linkId",
      blobs: "hash, *snapshots",
      settings: "name",
    });
    this.version(2).stores({ batches: "id, at, seq" });
    this.version(3).stores({ patches: "[shard+head]" });
    this.on("populate", () => this.settings.add({ name: BIRTH_MARK, value: newMark() }));
    this.on("ready", () => this.#compare(), true);
  }

  /** Dexie opens again by itself after a deletion, on an empty database: nothing may be built upon that. */
  async #compare(): Promise<void> {
    const value = (await this.settings.get(BIRTH_MARK))?.value;
    this.#mark ??= { value };
    if (this.#mark.value === value) return;
    this.whenLost();
    throw new Dexie.DatabaseClosedError("the database was deleted while it was open");
  }
}

const newMark = (): string => crypto.getRandomValues(new Uint32Array(4)).join("-");

export const openDatabase = (name: string): Database => new Database(name);
