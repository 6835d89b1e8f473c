/**
 * What a tab missed. Tabs tell each other what they wrote, but a message can be lost: the teller dies between commit and
 * message, the hearer was frozen. The log knows how far each shard reaches, so a tab that is looked at again compares.
 */
import type { LinkId } from "../../domain/ids";
import type { UpdateLog } from "../../ports/update-log";
import { shardOf } from "../../replica/shard-of";
import { loadPages } from "../editing/load-pages";
import type { Entry } from "../projection/entry";
import type { LinkIndex } from "../projection/link-index";

export class CatchUp {
  #heads: ReadonlyMap<number, number> = new Map();

  constructor(
    private readonly log: UpdateLog,
    private readonly index: LinkIndex,
    /** Told up to which heads the index holds every link. */
    private readonly learnt: (heads: ReadonlyMap<number, number>) => void,
  ) {}

  /** To be called before everything is read: what is written meanwhile is read twice rather than never. */
  async start(): Promise<void> {
    this.#heads = await this.log.heads();
  }

  /** Everything was read, and is in the index. */
  learn(): void {
    this.learnt(this.#heads);
  }

  /** Links of the shards that were written to since the last look; `null` = gone. To be called in turn with edits. */
  async look(): Promise<ReadonlyMap<LinkId, Entry | null>> {
    const heads = await this.log.heads();
    const moved = [...heads].flatMap(([shard, head]) => (this.#heads.get(shard) === head ? [] : [shard]));
    if (moved.length === 0) return new Map();
    const { loaded, good } = await loadPages(this.log, null, moved);
    // A shard whose page cannot be read keeps its old head, and is looked at again.
    this.#heads = new Map([...heads].filter(([shard]) => good.has(shard) || !moved.includes(shard)));
    const links = new Map<LinkId, Entry | null>(loaded);
    for (const { id } of this.index.entries())
      if (good.has(shardOf(id)) && !links.has(id)) links.set(id, null);
    this.learn(); // they are shown before the next edit has its turn
    return links;
  }
}
