/**
 * Numbers that follow from a seed, for tests and benches: a run that failed can be had again from the seed it told, on any
 * machine.
 */

/** Numbers from 0 to 1, without 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Dice {
  readonly random: () => number;
  /** A whole number from 0 to `n - 1`. */
  readonly below: (n: number) => number;
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
}

/** The same numbers as choices. */
export function diceFrom(seed: number): Dice {
  const random = randomFrom(seed);
  const below = (n: number): number => Math.floor(random() * n);
  return {
    random,
    below,
    pick: (list) => {
      const from = below(list.length);
      for (const one of list.slice(from, from + 1)) return one;
      throw new RangeError("there is nothing to pick from");
    },
  };
}
