/**
 * What comes from the worker is new each time, also where it says what it said before. Keeping the old value then spares
 * the screen drawing it again.
 */

/** Plain data, as it comes over a message port. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && isSame(Reflect.get(one, name), Reflect.get(other, name)))
  );
};

/** The value before where both say the same, else the one now. */
export const keepSame = <T>(before: T | undefined, now: T): T =>
  before !== undefined && isSame(before, now) ? before : now;
