/**
 * Which undo records are old enough to be forgotten. They age as the trash does, by days on which the library was open on
 * this device, and by the order they were written in: a clock that jumps takes nothing away. Pure.
 */

/** Days with the library open on this device. */
const ACTIVITY_DAYS = 30;

/** The batch written last when a day was counted: `place` as the log numbers them. */
interface Mark {
  readonly days: number;
  readonly place: number;
}

/** What was stored, made sound. */
export const readMarks = (value: unknown): readonly Mark[] =>
  (Array.isArray(value) ? value : []).flatMap((one: unknown): Mark[] => {
    if (typeof one !== "object" || one === null) return [];
    const [days, place]: unknown[] = [Reflect.get(one, "days"), Reflect.get(one, "place")];
    return typeof days === "number" && typeof place === "number" ? [{ days, place }] : [];
  });

/** What to remember when `days` were counted, and up to which place batches are to be forgotten (0: none). */
export function ageActivity(
  marks: readonly Mark[],
  now: Mark,
): { readonly marks: readonly Mark[]; readonly forget: number } {
  // The last look of a day counts: what is written later that day belongs to the next mark.
  const kept = [...marks.filter(({ days }) => days < now.days), now];
  const old = kept.filter(({ days }) => now.days - days >= ACTIVITY_DAYS);
  return {
    marks: kept.filter((mark) => !old.includes(mark)),
    forget: Math.max(0, ...old.map(({ place }) => place)),
  };
}
