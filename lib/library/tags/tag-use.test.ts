import { describe, expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import { tagUnion, tagUse } from "./tag-use";

const link = (id: string, createdAt: number, ...tagKeys: string[]) => ({
  id: id as LinkId,
  tagKeys,
  outline: { createdAt },
});
const links = [
  link("a", 10, "systems/linux", "js"),
  link("b", 30, "systems", "systems/linux"),
  link("c", 20, "javascript", "js"),
  link("d", 40),
];

describe("how tags are used", () => {
  it("[TG3] the newest link of a tag counts for its parents too", () => {
    expect(Object.fromEntries(tagUse(links).map(({ key, newestAt }) => [key, newestAt]))).toEqual({
      "systems/linux": 30,
      systems: 30,
      js: 20,
      javascript: 20,
    });
  });

  it("[TG4] a link with several of the tags counts once, and is named", () => {
    expect(tagUnion(links, ["js", "JavaScript"])).toEqual({ links: 2, several: 1, ids: ["c"] });
    expect(tagUnion(links, ["systems", "js"])).toEqual({ links: 3, several: 1, ids: ["a"] });
    expect(tagUnion(links, ["none"])).toEqual({ links: 0, several: 0, ids: [] });
  });
});
