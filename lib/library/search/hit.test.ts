import { describe, expect, it } from "vitest";
import { parseQuery } from "../../domain/query/parse";
import { hitOf } from "./hit";
import type { HitSource } from "./hit";

const hash = (n: number): string => n.toString(16).padStart(64, "0");
const texts: Record<string, string> = {
  [hash(1)]: "The newest text speaks of a ferry.",
  [hash(2)]: `${"Older words. ".repeat(500)}Here a lighthouse and a ferry stand.`,
};
const source: HitSource = {
  note: "remember the harbour",
  highlights: ["a passage on tides", "渡轮时刻表"],
  excerpt: "What the page says of itself",
  texts: [
    { link: "L", hash: hash(1), time: 200 },
    { link: "L", hash: hash(2), time: 100 },
  ],
  newestAt: 200,
  read: async (name) => texts[name] ?? null,
};
const hit = (query: string, more: Partial<HitSource> = {}) =>
  hitOf(parseQuery(query, 0).query, { ...source, ...more });

describe("where a link was found", () => {
  it.each([
    ["harbour", { where: "note", text: "remember the harbour" }],
    ["tides", { where: "highlight", text: "a passage on tides" }],
    ["渡轮", { where: "highlight", text: "渡轮时刻表" }],
    ["says", { where: "excerpt" }],
    ["ferry", { where: "text", text: "The newest text speaks of a ferry.", olderAt: 0 }],
  ])("[Z11] %s", async (query, expected) => expect(await hit(query)).toMatchObject(expected));

  it("[Z11] a text that only an older snapshot has says of when it is", async () => {
    expect(await hit("lighthouse")).toMatchObject({ where: "text", olderAt: 100 });
    expect((await hit("lighthouse ferry"))?.text).toContain("lighthouse and a ferry");
  });

  it("[Z11] nothing is said where only title or tags have it, or where bytes are gone", async () => {
    expect(await hit("nowhere")).toBeNull();
    expect(await hit("lighthouse", { read: async () => null })).toBeNull();
    expect(await hit("tag:x")).toBeNull();
    expect(await hit("-harbour")).toBeNull();
  });
});
