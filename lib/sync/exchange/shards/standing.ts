/** How two libraries stand to each other, as far as both have told: digests of this one, of this one as told, of the other. */
import { differing, digestOf, isEmpty, noDigests, pick } from "./digests";
import { DIGEST } from "../frames";
import type { Bytes, ShardBytes } from "../frames";
import { isUntold, MANY, mayBeSame } from "./gift";

export class Standing {
  /** As the other side last told; `null` before it did. */
  theirs: Bytes | null = null;
  own: Bytes = noDigests();
  /** This library as the other side was told. */
  told: Bytes = noDigests();

  get isEqual(): boolean {
    return this.theirs !== null && differing(this.own, this.theirs).length === 0;
  }

  /** Shards the other side has otherwise, with its digests; without those of which something waits here. */
  lacking(waiting: ReadonlySet<number>): ShardBytes[] {
    const { own, theirs } = this;
    if (!theirs) return [];
    const isThere = (shard: number): boolean => !isEmpty(digestOf(theirs, shard)) && !waiting.has(shard);
    return pick(theirs, differing(own, theirs).filter(isThere));
  }

  /** A root says it all: much has changed and both are equal, or all that was given is written (`isStill`). */
  isForRoot(isStill: boolean): boolean {
    if (this.isEqual) return differing(this.own, this.told).length > MANY;
    return isStill && this.theirs !== null && mayBeSame(this.own, this.theirs);
  }

  /** What is other than told, and counts as told from now on. Of what is given nothing, unless `all`: a root will tell. */
  toTell(all: boolean): ShardBytes[] {
    const { theirs } = this;
    const shards = differing(this.own, this.told).filter(
      (shard) => all || !theirs || !isUntold(theirs, shard),
    );
    const digests = pick(this.own, shards);
    for (const { shard, bytes } of digests) this.told.set(bytes, shard * DIGEST);
    return digests;
  }
}
