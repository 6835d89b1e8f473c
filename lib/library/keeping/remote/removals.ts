/** How many links other devices removed lately, as this device remembers it. Pure. */
import { membersOf } from "./held";

/** Links that devices removed since `at`, out of how many. */
export interface Removals {
  readonly at: number;
  readonly count: number;
  readonly of: number;
}

/** What was stored; `null` when it is not sound. */
export function readRemovals(value: unknown): Removals | null {
  const of = membersOf(value);
  const [at, count, size] = [of("at"), of("count"), of("of")];
  const isSound = typeof at === "number" && typeof count === "number" && typeof size === "number";
  return isSound ? { at, count, of: size } : null;
}
