import { describe, expect, it } from "vitest";
import { nameIn, dayNames, fieldNames, operatorNamed, partNames, stateNames } from "../../domain/query/names";
import { lensEn } from "../text/lens/en";
import { allLanguages } from "../text/languages";
import { lens as lensZh } from "../text/languages/zh";
import { suggestionsFor, type SuggestFacts } from "./suggest";

const tag = (label: string) => ({ key: label, label, count: 1, hue: 0, aliases: [] });
const facts: SuggestFacts = {
  tags: [tag("systems/linux"), tag("to read"), tag("排版")],
  sites: ["lwn.net", "example.org"],
  saved: [{ name: "Linux news", query: "tag:linux saved:this-week" }],
  recent: ["linux sockets", "tea"],
  words: lensEn,
};
const texts = (text: string, words = lensEn) =>
  suggestionsFor(text, { ...facts, words }).map((one) => one.text);

const others = (await allLanguages()).map(({ words }) => words.lens);

describe("suggestions while typing", () => {
  it("[SQ4] a beginning finds operators, tags by any part of their path, sites, saved and earlier searches", () => {
    expect(texts("lin")).toEqual(["tag:linux saved:this-week", "linux sockets", "tag:systems/linux "]);
    expect(texts("ta")).toEqual(["tag:"]);
    expect(texts("标", lensZh)).toEqual(["标签："]);
    expect(texts("ta", lensZh)).toEqual(["tag:"]);
    expect(texts("sockets lw")).toEqual(["sockets site:lwn.net "]);
    expect(texts("x -排")).toEqual(["x -tag:排版 "]);
  });

  it("[SQ5] after an operator its values are offered, quoted where they hold a space", () => {
    expect(texts("tag:")).toEqual(["tag:systems/linux ", 'tag:"to read" ', "tag:排版 "]);
    expect(texts("a tag:re")).toEqual(['a tag:"to read" ']);
    expect(texts("is:un")).toEqual(["is:unread ", "is:untagged "]);
    expect(texts("是：", lensZh)[0]).toBe("是：星标 ");
  });

  it("[SQ6] a whole search is offered ways to narrow it; nothing typed, nothing offered", () => {
    expect(texts("linux ")).toEqual([
      "linux site:",
      "linux has:note ",
      "linux in:title ",
      "linux after:",
      "linux -tag:",
    ]);
    expect(texts("sockets")).toEqual(texts("sockets "));
    expect(texts("x -sockets")).toEqual([]);
    expect(texts("")).toEqual([]);
    expect(suggestionsFor("has:note ", facts).map(({ label }) => label)).not.toContain("has:note");
  });

  it.each([lensEn, ...others])(
    "[SQ7] every name and value the suggestions write is read by the search",
    (words) => {
      for (const [operator, name] of Object.entries(words.operators))
        expect(operatorNamed(name)).toBe(operator);
      for (const [all, names] of [
        [words.states, stateNames],
        [words.parts, partNames],
        [words.fields, fieldNames],
        [words.days, dayNames],
      ] as const)
        for (const one of all) expect(nameIn<string>(names, one), one).toBeDefined();
    },
  );
});
