import { expect, it } from "vitest";
import { SearchPace } from "./search-pace";

/** Times of the searches (ms) when a key comes every `every` ms: each key puts off the search of the one before. */
function searches(every: number, keys: number): number[] {
  const pace = new SearchPace();
  const times: number[] = [];
  let due = Infinity;
  for (let n = 0; n <= keys; n++) {
    const now = n * every;
    if (due <= now) {
      times.push(due);
      pace.spend(due);
    }
    due = n < keys ? now + pace.wait(now) : Infinity;
  }
  return times;
}

it("[Q21] each key of a quick typist is searched at once, and a key held down stays below what browsers take", () => {
  expect(searches(60, 100)).toHaveLength(100);
  expect(searches(60, 100).every((time) => time % 60 === 8)).toBe(true);
  const held = searches(30, 2000);
  const most = Math.max(
    ...held.map((from) => held.filter((time) => time >= from && time < from + 10_000).length),
  );
  expect(most).toBeLessThan(200);
});
