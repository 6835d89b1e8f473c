/**
 * The durable memory of the replica: for each of the 256 shards a stored state, the updates that came after it, and a
 * page of the projection. A commit is one transaction over all of them: it is whole or it never was, and when it has
 * resolved it survives a power cut. Several tabs may use one log at once; a commit sees what the others wrote.
 */
import type { BroughtType } from "../domain/capture";
import type { LinkId } from "../domain/ids";
import type { Result } from "../domain/result";

/** Cells as they stood when an update or a state was written: a plain second copy, for the day the first is damaged. */
export type PlainCells = readonly (readonly [key: string, value: unknown])[];

/** `null` members are damaged: their checksum did not hold. `cells` may be read and checked when it is asked for. */
export interface StoredUpdate {
  readonly seq: number;
  readonly update: Uint8Array | null;
  readonly cells: PlainCells | null;
}

export interface StoredState {
  /** Updates up to this sequence number are in it. */
  readonly upTo: number;
  readonly update: Uint8Array | null;
  readonly cells: PlainCells | null;
}

/** How far a shard's log reaches and how heavy it is. */
export interface LogHead {
  readonly shard: number;
  /** Sequence number of the newest update ever written to this shard; 0 = none. */
  readonly head: number;
  /** Rows and bytes of the log since the stored state, and bytes of that state. */
  readonly logRows: number;
  readonly logBytes: number;
  readonly stateBytes: number;
  /** Ids that have cells and make no link; absent while plain copies and pages of updates are still to be made. */
  readonly silent?: readonly string[];
}

export interface StoredShard {
  readonly shard: number;
  /** Sequence number of the newest update ever written to this shard; 0 = none. */
  readonly head: number;
  /** Set when the asker did not have it, or holds less than it. */
  readonly state: StoredState | null;
  /** In the order they were written. */
  readonly updates: readonly StoredUpdate[];
  /** Ids that have cells and make no link; absent where that is not known. */
  readonly silent?: readonly string[];
  /** Rows that were written and are not there, where the whole was read. */
  readonly missing?: number;
}

/** A shard, and the newest sequence number of it the asker has applied (`null`: nothing, give everything). */
export interface ShardWant {
  readonly shard: number;
  readonly after: number | null;
}

export interface NewUpdate {
  readonly shard: number;
  readonly update: Uint8Array;
  readonly cells: PlainCells;
}

/** A new stored state that takes the place of the old one and of all updates up to `upTo`. */
export interface NewState extends NewUpdate {
  readonly upTo: number;
  /** Rows that were damaged: they are kept aside. `seq: null` = the stored state itself. */
  readonly damaged: readonly { readonly seq: number | null; readonly reason: string }[];
}

/** All links of a shard, packed. Patches of the shard go with it. */
export interface NewPage {
  readonly shard: number;
  readonly bytes: Uint8Array;
  /** All ids of the shard that have cells and make no link. */
  readonly silent: readonly string[];
}

/** What an update changed of its shard's page, packed: much shorter than a new page. */
export interface NewPatch {
  readonly shard: number;
  readonly json: string;
  /** Ids it changed that have cells and make no link. */
  readonly silent: readonly string[];
}

/** A page and the patches that came after it, in their order. `bytes` is `null` while there is no page yet. */
export interface StoredPage {
  readonly bytes: Uint8Array | null;
  readonly patches: readonly string[];
}

/**
 * A named action of a person with what is needed to take it back. Kept 30 days on the device that made it. One of many
 * links is written in parts: the first has the id of the whole, the others that id, `~` and a number.
 */
export interface UndoBatch {
  readonly id: string;
  readonly label: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly linkIds: readonly LinkId[];
  readonly changes: readonly { readonly key: string; readonly before: unknown; readonly after: unknown }[];
  readonly undone: boolean;
  /** What it was about where links alone do not tell: a tag, a search. */
  readonly subject?: string;
  /** Name of the device that did it; absent for this one. */
  readonly device?: string;
  /** Its id, where it is known. */
  readonly deviceId?: string;
  /** What was done there, as a label of this library's, where the cells tell. */
  readonly deed?: string;
}

/** A batch without its cells. */
export interface BatchHead extends Omit<UndoBatch, "changes"> {
  /** Cells it changed. */
  readonly cells: number;
}

/** A capture a person (or an import) asked for and that is not done yet. Written with the edit that asked for it. */
export interface CaptureTask {
  readonly linkId: LinkId;
  readonly url: string;
  /** Higher goes first: what a person just saved, before the backlog of an import. */
  readonly priority: number;
  /** Ms since 1970. */
  readonly queuedAt: number;
  /** Id of the capture at the server, "" before it was accepted. */
  readonly captureId: string;
  readonly tries: number;
  /** Nobody asked just now: the link is watched. */
  readonly watch?: boolean;
  /** The page as the person brought it: a file among those of this device, held for `broughtHolder` of the link. */
  readonly brought?: BroughtPage;
  readonly phase: TaskPhase;
}

/** Whether both are one order, however far it has come: asked for at one time, for the same page. */
export const isSameOrder = (a: CaptureTask | null | undefined, b: CaptureTask | null | undefined): boolean =>
  !!a && !!b && a.linkId === b.linkId && a.queuedAt === b.queuedAt && a.brought?.hash === b.brought?.hash;

export interface BroughtPage {
  readonly hash: string;
  readonly type: BroughtType;
}

export type TaskPhase =
  | { readonly kind: "queued" }
  /** Tried again by itself at `nextAt`. Without `httpStatus` the page gave no answer, or the task was stored before it was kept. */
  | { readonly kind: "waiting"; readonly nextAt: number; readonly code: string; readonly httpStatus?: number }
  /** The manifest is here; its files are being fetched. Plain JSON, parsed again when it is read. */
  | { readonly kind: "fetching"; readonly manifest: unknown }
  | {
      readonly kind: "failed";
      readonly code: string;
      readonly verdict: string;
      readonly httpStatus: number;
      readonly failedAt: number;
    };

/** What a commit writes. */
export interface Decision<T> {
  readonly value: T;
  /** At most one of each shard. */
  readonly updates?: readonly NewUpdate[];
  readonly pages?: readonly NewPage[];
  /** Of shards in `updates`, those without a new page. */
  readonly patches?: readonly NewPatch[];
  readonly states?: readonly NewState[];
  readonly batches?: readonly UndoBatch[];
  readonly tasks?: readonly CaptureTask[];
  /** Written only where the same order stands still: it may have been taken away, or another may have taken its place. */
  readonly changedTasks?: readonly CaptureTask[];
  /** Removed on the same condition. */
  readonly endedTasks?: readonly CaptureTask[];
  readonly droppedTasks?: readonly LinkId[];
}

export interface Committed<T> {
  readonly value: T;
  /** Of each shard of `updates`. */
  readonly heads: readonly LogHead[];
}

export type LogFailure = { readonly kind: "quota" } | { readonly kind: "database"; readonly message: string };

export interface UpdateLog {
  read(wants: readonly ShardWant[]): Promise<Result<readonly StoredShard[], LogFailure>>;
  /**
   * Reads what `wants` ask for and writes what `decide` answers, in one transaction. `decide` is synchronous and may be
   * called again on another try, so it must not rely on what an earlier call left behind.
   */
  commit<T>(
    wants: readonly ShardWant[],
    decide: (stored: readonly StoredShard[]) => Decision<T>,
  ): Promise<Result<Committed<T>, LogFailure>>;
  /**
   * Pages by shard; a shard whose page or patches are missing, damaged or behind its log is absent. All shards without a
   * list.
   */
  pages(shards?: readonly number[]): Promise<ReadonlyMap<number, StoredPage>>;
  /** How far the log of each shard reaches: the sequence number of its newest update. */
  heads(): Promise<ReadonlyMap<number, number>>;
  /** How long the log of each shard has become. */
  lengths(): Promise<readonly LogHead[]>;
  /** Shards that hold anything at all. */
  shards(): Promise<readonly number[]>;
  /** Rows that were put aside. Batches and tasks that cannot be read are passed over, and put aside as well. */
  quarantined(): Promise<number>;
  batch(id: string): Promise<UndoBatch | null>;
  /** A batch with all its parts, in the order they were written. */
  batchParts(id: string): Promise<readonly UndoBatch[]>;
  /** Heads of the batches kept, newest first, parts on their own. */
  batchHeads(): Promise<readonly BatchHead[]>;
  /**
   * The batch written last of those of this device that can be undone and were not, or `null`. Clocks have no say in it.
   */
  newestBatch(): Promise<UndoBatch | null>;
  /** Place of the batch written last; 0 = none. Places grow with every edit, whatever the clock says. */
  lastBatchPlace(): Promise<number>;
  /** Forgets the batches up to a place, that one too. */
  forgetBatches(upTo: number): Promise<void>;
  tasks(): Promise<readonly CaptureTask[]>;
  /** Takes everything away and stores these settings of the device, in one transaction. */
  replace(settings: Readonly<Record<string, unknown>>): Promise<Result<null, LogFailure>>;
  /** `tell` is called when the database was deleted while it was open; everything is refused from then on. */
  whenLost(tell: () => void): void;
  /** `tell` is called when rows were put aside, here or by a device's store, because they cannot be read. */
  whenDamaged(tell: () => void): void;
  /** Drops the connection and makes a new one: Safari's goes stale in the background. */
  reopen(): Promise<void>;
  close(): void;
}
