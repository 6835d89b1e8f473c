/** Files that have come in part: what is here is not asked for again, from whomever the rest comes. Bounded. */
import { joined } from "../../domain/joined";
import type { Bytes } from "./frames";

/** Bytes of all of them; the oldest go first. */
const MOST = 64 * 1024 * 1024;

export class Partial {
  readonly parts: Bytes[] = [];
  length = 0;

  add(part: Bytes): void {
    this.parts.push(part);
    this.length += part.length;
  }

  joined(): Bytes {
    return joined(this.parts);
  }
}

export class Partials {
  readonly #all = new Map<string, Partial>();

  /** The part of a file that is here, to be gone on with by one asker. */
  take(hash: string): Partial {
    const known = this.#all.get(hash) ?? new Partial();
    this.#all.delete(hash);
    return known;
  }

  /** It broke off. */
  keep(hash: string, partial: Partial): void {
    if (partial.length === 0) return;
    this.#all.set(hash, partial);
    let bytes = [...this.#all.values()].reduce((sum, { length }) => sum + length, 0);
    for (const [name, { length }] of this.#all) {
      if (bytes <= MOST) return;
      this.#all.delete(name);
      bytes -= length;
    }
  }
}
