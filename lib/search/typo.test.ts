import { describe, expect, it } from "vitest";
import { slipsAllowed, slipsTo, Suggestions } from "./typo";

const best = (typed: string, words: readonly (readonly [string, number])[], open = true): string | null => {
  const suggestions = new Suggestions(typed, open);
  for (const [word, count] of words) suggestions.offer({ word, count });
  return suggestions.best();
};

describe("slips of typing", () => {
  it.each([
    ["cat", 0],
    ["cats", 1],
    ["harbour", 1],
    ["lighthouse", 2],
    ["套接字套接字", 0],
    ["c++11", 0],
  ])("[Z13] of %s, %i are forgiven", (word, slips) => expect(slipsAllowed(word)).toBe(slips));

  it.each([
    ["snapshot", "snapshot", 0],
    ["snapsot", "snapshot", 1],
    ["snappshot", "snapshot", 1],
    ["snapshit", "snapshot", 1],
    ["snaphsot", "snapshot", 1],
    ["nsapshto", "snapshot", 2],
    ["database", "snapshot", 3],
  ])("[Z13] from %s to %s it is %i", (typed, word, slips) =>
    expect(slipsTo(typed, word, { most: 2, open: false })).toBe(slips),
  );

  it("[Z13] a word still being typed is compared with beginnings", () => {
    expect(slipsTo("snapsh", "snapshots", { most: 1, open: true })).toBe(0);
    expect(slipsTo("snpash", "snapshots", { most: 1, open: true })).toBe(1);
    expect(slipsTo("snpash", "snapshots", { most: 1, open: false })).toBe(2);
  });

  it("[Z13] fewest slips first, then whole words, then the most frequent", () => {
    expect(
      best("harbor", [
        ["harvest", 90],
        ["harbour", 2],
        ["harbours", 50],
      ]),
    ).toBe("harbour");
    expect(
      best("serach", [
        ["search", 3],
        ["searching", 40],
      ]),
    ).toBe("search");
    expect(
      best("tihng", [
        ["thing", 2],
        ["tying", 9],
        ["thin", 40],
      ]),
    ).toBe("thing");
    expect(best("zzzzzz", [["harbour", 2]])).toBeNull();
  });
});
