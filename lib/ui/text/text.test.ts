import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { captureFailures } from "../../domain/capture";
import { en as shownFirst } from "./en";
import { english, formatOf } from "./format";
import type { Language } from "./language";
import { allLanguages, languageChoice, languages, localeFor } from "./languages";
import { archivedEn } from "./archived/en";
import { compareEn } from "./compare/en";
import { devicesEn } from "./devices/en";
import { firstRunEn } from "./first-run/en";
import { handEn } from "./hand/en";
import { highlightsEn } from "./highlights/en";
import { importEn } from "./import/en";
import { lensEn } from "./lens/en";
import { readingEn } from "./reading/en";
import { recoveryEn } from "./recovery/en";
import { sharedEn } from "./shared/en";
import { snapshotsEn } from "./snapshots/en";
import { tagsEn } from "./tags/en";
import * as chinese from "./languages/zh";

/** English as one file would have it. */
const inEnglish: Language = {
  messages: shownFirst,
  manner: english,
  archived: archivedEn,
  compare: compareEn,
  devices: devicesEn,
  firstRun: firstRunEn,
  hand: handEn,
  highlights: highlightsEn,
  importing: importEn,
  lens: lensEn,
  reading: readingEn,
  recovery: recoveryEn,
  shared: sharedEn,
  snapshots: snapshotsEn,
  tags: tagsEn,
};
const en = shownFirst;
const zh = chinese.messages;

const HAN = /\p{Script=Han}/u;
/** 22 November 2026, 14:32 in this machine's time zone. */
const now = new Date(2026, 10, 22, 14, 32).getTime();
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();
const formats = { en: formatOf(english, en, () => now), zh: formatOf(chinese.manner, zh, () => now) };

/** What a text says with numbers, or with names where it takes a list of them. */
function said(text: (...values: unknown[]) => unknown): unknown {
  try {
    return text(2, 3, 4);
  } catch {
    return text(["js", "JavaScript"]);
  }
}

/** All texts of a message tree; functions are called with numbers and words that fit nowhere special. */
function textsOf(node: unknown, path: string): [string, string][] {
  if (typeof node === "string") return [[path, node]];
  // A text with a part that is marked comes in pieces.
  if (typeof node === "function")
    return textsOf(
      said((...values) => Reflect.apply(node, undefined, values)),
      path,
    );
  if (typeof node === "number") return [[path, String(node)]];
  if (Array.isArray(node)) return node.flatMap((child, index) => textsOf(child, `${path}.${index}`));
  return Object.entries(node as Record<string, unknown>).flatMap(([key, child]) =>
    textsOf(child, `${path}.${key}`),
  );
}

/** All texts of a language; how it writes dates is tested below. */
const wordsOf = (language: Language, name: string): [string, string][] =>
  Object.entries(language).flatMap(([room, words]) =>
    room === "manner" ? [] : textsOf(words, `${name}.${room}`),
  );

describe("languages", () => {
  it("[I1] a space stands between two English sentences, and none behind a full-width mark", () => {
    expect([formats.en.gap, formats.zh.gap]).toEqual([" ", ""]);
  });

  it("[I1] English texts hold no Chinese, and Chinese ones no English sentence", () => {
    const exempt = /language/i;
    for (const [path, text] of wordsOf(inEnglish, "en"))
      if (!exempt.test(path)) expect(HAN.test(text), `${path}: ${text}`).toBe(false);
    for (const [path, text] of wordsOf(chinese, "zh"))
      if (!exempt.test(path)) expect(/[a-z]+ [a-z]+ [a-z]+/.test(text), `${path}: ${text}`).toBe(false);
  });

  it("[I1] no text is empty, shouts, or puts half-width marks behind Chinese", () => {
    for (const [path, text] of [...wordsOf(inEnglish, "en"), ...wordsOf(chinese, "zh")]) {
      // Devices that are together need no further word.
      if (!path.endsWith("devices.states.together.note")) expect(text, path).not.toBe("");
      expect(text, path).not.toMatch(/[!！]|Oops|您/);
    }
    // The form of a helper's address holds its colons.
    for (const [path, text] of wordsOf(chinese, "zh"))
      expect(text.replace(/stun:.*turn:\S*/, ""), path).not.toMatch(/\p{Script=Han}[,;:?]/u);
  });

  it("[I1] Chinese says 你, and counts links by 条", () => {
    const file = fileURLToPath(new URL("languages/zh.ts", import.meta.url));
    expect(readFileSync(file, "utf8")).not.toMatch(/您|\} ?个链接/);
  });

  it("[I39] a language is one file and one row: nothing else of the interface names any but English", () => {
    const root = fileURLToPath(new URL("../../..", import.meta.url));
    const files = ["app", "lib/ui", "workers"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
        join(folder, name),
      ),
    );
    const sources = files.filter(
      (name) => /\.tsx?$/.test(name) && !/\.test\.|text[/\\]languages(?:\.ts|[/\\])/.test(name),
    );
    expect(sources.length).toBeGreaterThan(300);
    const named = new RegExp(
      languages.flatMap(({ locale, tag }) => (locale === "en" ? [] : [`"${locale}"`, `"${tag}"`])).join("|"),
    );
    expect(sources.filter((name) => named.test(readFileSync(join(root, name), "utf8")))).toEqual([]);
  });

  it("[I39] every language says all that English says, as many texts in the same places", async () => {
    const shape = (language: Language) =>
      wordsOf(language, "").map(([path]) => path.replaceAll(/\.\d+$/g, ""));
    const all = await allLanguages();
    expect(all.map(({ row }) => row.locale)).toContain("zh");
    for (const { row, words } of all) {
      expect(new Set(shape(words)), row.locale).toEqual(new Set(shape(inEnglish)));
      expect(Object.keys(words).toSorted()).toEqual(Object.keys(inEnglish).toSorted());
    }
  });

  it("[I39] a choice that is not spoken here, as of a newer version, follows the browser", () => {
    expect([languageChoice("zh"), languageChoice("en")]).toEqual(["zh", "en"]);
    for (const value of ["auto", "de", "", "toString", 3, null, undefined])
      expect(languageChoice(value)).toBe("auto");
  });

  it("[I2] every failure of a capture says what happened and what to do, in both languages", () => {
    for (const code of captureFailures)
      for (const t of [en, zh])
        for (const words of [t.failure[code].what(0), t.failure[code].what(503), t.failure[code].advice])
          expect(words.length, code).toBeGreaterThan(3);
    expect(en.failure["site-error"].what(503)).toContain("503");
    expect(en.failureSafe(2)).toBe("The link and its 2 snapshots are safe.");
  });

  it("[I3] the language is the one chosen, else the first of the browser's that is spoken here", () => {
    expect(localeFor("zh", ["en-US"])).toBe("zh");
    expect(localeFor("auto", ["und", "zh-TW", "en"])).toBe("zh");
    expect(localeFor("auto", ["en-GB", "zh-CN"])).toBe("en");
    expect(localeFor("auto", ["und", "zho"])).toBe("en");
    expect(localeFor("auto", [])).toBe("en");
  });

  it("[I4] plurals and ordinals follow the language", () => {
    expect(en.search.results(1)).toBe("1 result");
    expect(en.search.results(1284)).toBe("1,284 results");
    expect([0, 1, 2, 3, 10, 20, 21].map((ahead) => en.state.inLine(ahead).split(" ")[0])).toEqual([
      "1st",
      "2nd",
      "3rd",
      "4th",
      "11th",
      "21st",
      "22nd",
    ]);
    expect(zh.list.counts(1284, 1, 1)).toBe("1,284 条 · 1 条抓取中，1 条排队");
    expect(en.list.counts(1284, 1, 1)).toBe("1,284 · 1 capturing, 1 queued");
  });
});

describe("dates and sizes", () => {
  it("[I5] days are written 22 Nov 2026 and 2026-11-22, today and yesterday by name", () => {
    expect(formats.en.day(now)).toBe("22 Nov 2026");
    expect(formats.zh.day(now)).toBe("2026-11-22");
    expect(formats.en.full(at(2026, 10, 22, 9, 4))).toBe("Today, 09:04");
    expect(formats.zh.full(at(2026, 10, 22, 9, 4))).toBe("今天 09:04");
    expect(formats.en.full(at(2026, 10, 21, 23, 59))).toBe("Yesterday, 23:59");
    expect(formats.en.stamp(at(2026, 8, 1, 9, 4))).toBe("1 SEP 2026 · 09:04");
    expect(formats.zh.stamp(at(2026, 8, 1, 9, 4))).toBe("2026.09.01 · 09:04");
  });

  it("[I5] lists show the shortest date that is clear", () => {
    expect(formats.en.short(at(2026, 10, 22, 0, 0))).toBe("00:00");
    expect(formats.zh.short(at(2026, 10, 21, 0, 0))).toBe("昨天");
    expect(formats.en.short(at(2026, 0, 3, 0, 0))).toBe("3 Jan");
    expect(formats.zh.short(at(2026, 0, 3, 0, 0))).toBe("01-03");
    expect(formats.en.short(at(2024, 0, 3, 0, 0))).toBe("3 Jan 2024");
  });

  it("[I5] groups of a list are named by day, then by month", () => {
    const group = (kind: "day" | "month" | "none", ...parts: Parameters<typeof at>) => ({
      kind,
      at: at(...parts),
      start: 0,
      count: 1,
    });
    expect(formats.en.group(group("day", 2026, 10, 22, 0, 0))).toBe("Today");
    expect(formats.zh.group(group("day", 2026, 10, 21, 0, 0))).toBe("昨天");
    expect(formats.en.group(group("day", 2026, 10, 18, 0, 0))).toMatch(/Wednesday.*18 November/);
    expect(formats.en.group(group("month", 2026, 10, 1, 0, 0))).toBe("Earlier in November");
    expect(formats.zh.group(group("month", 2026, 10, 1, 0, 0))).toBe("11 月早些时候");
    expect(formats.en.group(group("month", 2026, 9, 1, 0, 0))).toBe("October 2026");
    expect(formats.en.group(group("none", 2026, 9, 1, 0, 0))).toBe("");
  });

  it("[I6] sizes are decimal with a space, and a percentage never runs ahead", () => {
    expect([0, 999, 1000, 3_800_000, 412_345_678, 8_600_000_000].map(formats.en.bytes)).toEqual([
      "0 B",
      "999 B",
      "1 kB",
      "3.8 MB",
      "412 MB",
      "8.6 GB",
    ]);
    fc.assert(
      fc.property(fc.double({ min: -1, max: 2, noNaN: true }), (progress) => {
        const shown = Number.parseInt(formats.en.percent(progress), 10);
        return shown >= 0 && shown <= 100 && shown / 100 <= Math.max(0, progress);
      }),
    );
  });
});
