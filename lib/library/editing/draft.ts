/** Gathers what one commit of the replica writes: updates, pages or patches of pages, and what they change. */
import type { LinkId } from "../../domain/ids";
import type { Decision, NewPage, NewPatch, NewState, NewUpdate } from "../../ports/update-log";
import { plainCells } from "../../replica/assemble";
import { linkIdOfKey } from "../../replica/cells";
import type { Cells } from "../../replica/cells";
import type { CellChange } from "../../replica/edits";
import { packPage, packPatch } from "../projection/page";
import type { Projected } from "../projection/projected";
import { projectedIn } from "./shard-pool";
import type { PooledEdit, PooledShard } from "./shard-pool";

/** What to write. `edit` runs once per touched shard and may run again on another try. */
export interface Write {
  readonly shards: Iterable<number>;
  /** `foreign`: what another device's updates of this shard changed just now. */
  readonly edit?: (cells: Cells, shard: number, foreign: readonly CellChange[]) => void;
  /** Updates of another device, by shard, merged before the edit. `UnreadableUpdate` is thrown when one cannot be. */
  readonly foreign?: ReadonlyMap<number, readonly Uint8Array[]>;
  /** Looks at what those changed; what it throws stops the write. */
  readonly judge?: (shard: number, foreign: readonly CellChange[]) => void;
  /**
   * Much that another device has as well: of shards that were empty the log takes the updates alone, and the plain copies
   * and pages that are made of them follow when nobody waits.
   */
  readonly isBulk?: boolean;
  /** Id of the device those come from. */
  readonly origin?: string;
  /** The one link it makes, which the index does not know: its shard need not be read for it. */
  readonly fresh?: FreshLink;
  /** Undo record and capture tasks that belong to it, from what it changed. What it throws stops the write. */
  readonly records?: (
    changes: readonly CellChange[],
    projected: Written["projected"],
  ) => Pick<Decision<unknown>, "batches" | "tasks" | "droppedTasks" | "endedTasks">;
}

export interface FreshLink {
  readonly id: LinkId;
  /** Asked within the commit: whether it is still unknown. */
  readonly isFree: () => boolean;
}

export interface Written {
  readonly changes: readonly CellChange[];
  /** Links this changed; `null` = gone. */
  readonly projected: ReadonlyMap<LinkId, Projected | null>;
  readonly shards: readonly number[];
  /** What the log took, by shard; as Yjs encodes it. */
  readonly updates: readonly ShardUpdate[];
  /** Id of the device it came from; absent for what was done here. */
  readonly origin?: string;
  /** Rows found damaged and put aside. */
  readonly damaged: number;
}

export interface ShardUpdate {
  readonly shard: number;
  readonly update: Uint8Array;
}

export type Step = Pick<Write, "edit" | "foreign" | "judge" | "isBulk" | "origin" | "records"> & {
  readonly everything?: boolean;
};

/** Why a shard is written although no edit touched it: it was mended, or its page is to be made anew. */
interface Rewrite {
  readonly repaired: NewState | null;
  readonly whole: boolean;
  /** A patch at most: the shard was not read, or its plain copy is still to be made with its page. */
  readonly isPart?: boolean;
  /** Its plain copy and its page follow later. */
  readonly isLater?: boolean;
}

/** Links whose cells these are. */
export const linkIdsOf = (changes: readonly CellChange[]): LinkId[] => [
  ...new Set(changes.flatMap(({ key }) => linkIdOfKey(key) ?? [])),
];

/** Gathers what one commit writes over all its shards. */
export class Draft {
  readonly #states: NewState[] = [];
  readonly #updates: NewUpdate[] = [];
  readonly #pages: NewPage[] = [];
  readonly #patches: NewPatch[] = [];
  readonly #changes: CellChange[] = [];
  readonly #projected = new Map<LinkId, Projected | null>();
  readonly #shards: number[] = [];

  add(entry: PooledShard, { update, changes }: PooledEdit, why: Rewrite): void {
    const isRewritten = why.repaired !== null || why.whole;
    if (!update && !isRewritten) return;
    if (why.repaired) this.#states.push(why.repaired);
    const cells = why.isLater ? [] : plainCells(changes);
    if (update) this.#updates.push({ shard: entry.number, update, cells });
    this.#project(entry, linkIdsOf(changes), why);
    this.#shards.push(entry.number);
    for (const change of changes) this.#changes.push(change);
  }

  /** Few changed links make a patch of the page; many, or a shard written whole, a page. */
  #project(entry: PooledShard, changed: readonly LinkId[], why: Rewrite): void {
    const all = [...entry.shard.ids()];
    const isLargePart = !why.isPart && changed.length * 2 >= all.length;
    const isWhole = why.repaired !== null || why.whole || isLargePart;
    const links: Projected[] = [];
    const gone: LinkId[] = [];
    for (const id of new Set(isWhole ? [...all, ...changed] : changed)) {
      const projected = projectedIn(entry, id);
      this.#projected.set(id, projected);
      if (projected) links.push(projected);
      else gone.push(id);
    }
    const shard = entry.number;
    if (why.isLater) return;
    if (isWhole) this.#pages.push({ shard, bytes: packPage(links), silent: gone });
    else this.#patches.push({ shard, json: packPatch({ links, gone }), silent: gone });
  }

  decision(step: Step): Decision<Written> {
    return {
      ...step.records?.(this.#changes, this.#projected),
      updates: this.#updates,
      pages: this.#pages,
      patches: this.#patches,
      states: this.#states,
      value: {
        changes: this.#changes,
        projected: this.#projected,
        shards: this.#shards,
        updates: this.#updates.map(({ shard, update }) => ({ shard, update })),
        ...(step.origin === undefined ? {} : { origin: step.origin }),
        damaged: this.#states.reduce((sum, state) => sum + state.damaged.length, 0),
      },
    };
  }
}
