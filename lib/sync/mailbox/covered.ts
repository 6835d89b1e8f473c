/**
 * What this device knows to lie in its mailbox, shard by shard, and how far it has read: kept on the device, read totally.
 * A shard is settled while its log stands where it stood when all of it was known to lie there.
 */
type Bytes = Uint8Array<ArrayBuffer>;

export interface CoveredShard {
  /** Head of the shard's log at which all of it lay there; -1 = not settled. */
  readonly head: number;
  /** How far what lies there reaches, as Yjs states it. */
  readonly vector: Bytes;
  /** Print of what is known to be deleted there. */
  readonly deletions: string;
}

/** How far a box was read. */
export interface BoxPlace {
  readonly base: string;
  readonly cursor: number;
  /** Number of a parcel that could not be taken in yet; 0 = none. */
  readonly stuck: number;
  readonly tries: number;
}

export const START: BoxPlace = { base: "", cursor: 0, stuck: 0, tries: 0 };
export const NOTHING: CoveredShard = { head: -1, vector: Uint8Array.of(0), deletions: "" };
const MOST_BOXES = 8;

export class Covered {
  readonly shards = new Map<number, CoveredShard>();
  readonly #places = new Map<string, BoxPlace>();
  /** Ms since 1970 when everything here last lay there. */
  sealedAt = 0;
  /** Box that was told of the newest epoch, so that who reads it learns of the next one. */
  bridged = "";

  constructor(readonly box: string) {}

  place(box: string): BoxPlace {
    return this.#places.get(box) ?? START;
  }

  put(box: string, change: Partial<BoxPlace>): void {
    this.#places.set(box, { ...this.place(box), ...change });
  }

  /** What begins at a number could not be taken in now. */
  late(box: string, seq: number): void {
    const { stuck, tries } = this.place(box);
    this.put(box, { stuck: seq, tries: stuck === seq ? tries + 1 : 1 });
  }

  of(shard: number): CoveredShard {
    return this.shards.get(shard) ?? NOTHING;
  }

  /** The server lost what lay there: everything is to be laid there anew. */
  reset(): void {
    this.shards.clear();
    this.#places.delete(this.box);
    this.sealedAt = 0;
  }

  toStored(): unknown {
    const places = [...this.#places].slice(-MOST_BOXES);
    const { box, shards, sealedAt, bridged } = this;
    return { box, shards: new Map(shards), places: new Map(places), sealedAt, bridged };
  }

  /** For a box: what is stored of another one counts only as far as that one was read. */
  static read(stored: unknown, box: string): Covered {
    const covered = new Covered(box);
    const at = membersOf(stored);
    for (const [name, place] of entriesOf(at("places"))) {
      const found = typeof name === "string" ? readPlace(place) : null;
      if (found && typeof name === "string") covered.#places.set(name, found);
    }
    if (at("box") !== box) return covered;
    for (const [shard, value] of entriesOf(at("shards"))) {
      const found = readShard(value);
      if (found && typeof shard === "number") covered.shards.set(shard, found);
    }
    covered.sealedAt = numberOr(at("sealedAt"), 0);
    const bridged = at("bridged");
    covered.bridged = typeof bridged === "string" ? bridged : "";
    return covered;
  }
}

const membersOf = (value: unknown): ((name: string) => unknown) =>
  typeof value === "object" && value !== null ? (name) => Reflect.get(value, name) : () => undefined;
const entriesOf = (value: unknown): [unknown, unknown][] => (value instanceof Map ? [...value] : []);
const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === "number" ? value : otherwise;

function readShard(value: unknown): CoveredShard | null {
  const at = membersOf(value);
  const [head, vector, deletions] = [at("head"), at("vector"), at("deletions")];
  if (typeof head !== "number" || !(vector instanceof Uint8Array) || typeof deletions !== "string")
    return null;
  return { head, vector: new Uint8Array(vector), deletions };
}

function readPlace(value: unknown): BoxPlace | null {
  const at = membersOf(value);
  const [base, cursor] = [at("base"), at("cursor")];
  if (typeof base !== "string" || typeof cursor !== "number") return null;
  return { base, cursor, stuck: numberOr(at("stuck"), 0), tries: numberOr(at("tries"), 0) };
}
