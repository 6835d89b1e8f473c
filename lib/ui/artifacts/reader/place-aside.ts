/**
 * Keeps the place in a text whose page is just going away: localStorage answers at once, while the library may be gone
 * before it has written. The next opening takes it up where the library did not get it, and only as long as nothing else
 * was written since.
 */
import type { LinkId } from "../../../domain/ids";

export type PlaceStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export interface PlaceAside {
  /** The place that was left, when the library still holds what it held then: `kept`. */
  left(kept: number): number | null;
  /** `from` is what the library held before. */
  leave(from: number, to: number): void;
  /** The library has it. */
  clear(): void;
}

/** The aside of one link in `store`, which throws where storage is forbidden: then nothing was ever left. */
export function placeAside(id: LinkId, store: () => PlaceStore): PlaceAside {
  const key = `linksnap.place.${id}`;
  const quietly = <T>(action: () => T): T | null => {
    try {
      return action();
    } catch {
      return null; // full or forbidden: the place is a convenience
    }
  };
  return {
    left: (kept) => {
      const stored = quietly(() => JSON.parse(store().getItem(key) ?? "null") as unknown);
      if (!Array.isArray(stored)) return null;
      const [from, to]: unknown[] = stored;
      const isPlace = typeof to === "number" && to >= 0 && to <= 1;
      return isPlace && from === kept ? to : null;
    },
    leave: (from, to) => void quietly(() => store().setItem(key, JSON.stringify([from, to]))),
    clear: () => void quietly(() => store().removeItem(key)),
  };
}
