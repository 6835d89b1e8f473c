import { describe, expect, it } from "vitest";
import { compileQuery } from "../../domain/query/match";
import { parseQuery } from "../../domain/query/parse";
import type { Query } from "../../domain/query/query";
import { packHaystack } from "../../domain/query/subject";
import { randomFrom } from "../../ports/seeded";
import { randomText } from "../../search/testing/corpus";
import type { ListSpec } from "../library";
import type { Entry } from "../projection/entry";
import { RecentFinds } from "./recent-finds";

const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const spec: ListSpec = { place: "all", sort: "relevance" };
const read = (text: string): Query => parseQuery(text, 0).query;

describe(`what the last search found (seed ${SEED})`, () => {
  it("[Z18] holds everything that typing on finds", () => {
    const random = randomFrom(SEED);
    const haystacks = Array.from({ length: 100 }, () => packHaystack({ title: randomText(random, 8) }));
    const entries = haystacks.map((haystack) => ({ haystack }) as unknown as Entry);
    const satisfying = (query: Query, among: readonly Entry[]): Entry[] => {
      const test = compileQuery(query);
      const asked = { tags: [], host: "", site: "", starred: false, archived: false, unread: false };
      const more = { createdAt: 0, published: "", snapshots: 0, failed: false, gone: false, changed: false };
      return among.filter((entry) =>
        test({ ...asked, ...more, haystack: (entry as unknown as { haystack: string }).haystack }),
      );
    };
    let narrowed = 0;
    for (let round = 0; round < 15; round++) {
      const recent = new RecentFinds();
      const typed = Array.from(randomText(random, 3).replaceAll("\n", " "));
      for (let n = 1; n <= typed.length; n++) {
        const query = read(typed.slice(0, n).join(""));
        const within = recent.within(spec, query);
        if (within) narrowed++;
        const found = satisfying(query, within ?? entries);
        expect(found).toEqual(satisfying(query, entries));
        recent.note(spec, query, found);
      }
    }
    expect(narrowed).toBeGreaterThan(20);
  });

  it("[Z18] says nothing for other places, other words, phrases, operators and after a change", () => {
    const recent = new RecentFinds();
    recent.note(spec, read("harb"), []);
    expect(recent.within(spec, read("harbour lights"))).toEqual([]);
    expect(recent.within({ ...spec, place: "archive" }, read("harbour"))).toBeNull();
    for (const other of [
      "har",
      "hard",
      "lights harb",
      '"harbour"',
      "harb -x",
      "harb or x",
      "tag:harb",
      "in:title harb",
    ])
      expect(recent.within(spec, read(other)), other).toBeNull();
    recent.forget();
    expect(recent.within(spec, read("harbour"))).toBeNull();
  });
});
