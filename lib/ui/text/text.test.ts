import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { captureFailures } from "../../domain/capture";
import { en as shownFirst } from "./en";
import { formatOf } from "./format";
import { localeFor } from "./use-text";
import { compareEn } from "./compare/en";
import { compareZh } from "./compare/zh";
import { handEn } from "./hand/en";
import { handZh } from "./hand/zh";
import { importEn } from "./import/en";
import { importZh } from "./import/zh";
import { readingEn } from "./reading/en";
import { readingZh } from "./reading/zh";
import { recoveryEn } from "./recovery/en";
import { recoveryZh } from "./recovery/zh";
import { snapshotsEn } from "./snapshots/en";
import { snapshotsZh } from "./snapshots/zh";
import { zh as zhShownFirst } from "./zh";

/** With the words that load on demand. */
const en = {
  ...shownFirst,
  compare: compareEn,
  hand: handEn,
  import: importEn,
  reading: readingEn,
  recovery: recoveryEn,
  snapshots: snapshotsEn,
};
const zh = {
  ...zhShownFirst,
  compare: compareZh,
  hand: handZh,
  import: importZh,
  reading: readingZh,
  recovery: recoveryZh,
  snapshots: snapshotsZh,
};

const HAN = /\p{Script=Han}/u;
/** 22 November 2026, 14:32 in this machine's time zone. */
const now = new Date(2026, 10, 22, 14, 32).getTime();
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();
const formats = { en: formatOf("en", en, () => now), zh: formatOf("zh", zh, () => now) };

/** All texts of a message tree; functions are called with numbers and words that fit nowhere special. */
function textsOf(node: unknown, path: string): [string, string][] {
  if (typeof node === "string") return [[path, node]];
  // A text with a part that is marked comes in pieces.
  if (typeof node === "function") return textsOf(Reflect.apply(node, undefined, [2, 3, 4]), path);
  if (typeof node === "number") return [[path, String(node)]];
  if (Array.isArray(node)) return node.flatMap((child, index) => textsOf(child, `${path}.${index}`));
  return Object.entries(node as Record<string, unknown>).flatMap(([key, child]) =>
    textsOf(child, `${path}.${key}`),
  );
}

describe("languages", () => {
  it("[I1] a space stands between two English sentences, and none behind a full-width mark", () => {
    expect([formats.en.gap, formats.zh.gap]).toEqual([" ", ""]);
  });

  it("[I1] English texts hold no Chinese, and Chinese ones no English sentence", () => {
    const exempt = /language/i;
    for (const [path, text] of textsOf(en, "en"))
      if (!exempt.test(path)) expect(HAN.test(text), `${path}: ${text}`).toBe(false);
    for (const [path, text] of textsOf(zh, "zh"))
      if (!exempt.test(path)) expect(/[a-z]+ [a-z]+ [a-z]+/.test(text), `${path}: ${text}`).toBe(false);
  });

  it("[I1] no text is empty, shouts, or puts half-width marks behind Chinese", () => {
    for (const [path, text] of [...textsOf(en, "en"), ...textsOf(zh, "zh")]) {
      expect(text, path).not.toBe("");
      expect(text, path).not.toMatch(/[!！]|Oops|您/);
    }
    for (const [path, text] of textsOf(zh, "zh")) expect(text, path).not.toMatch(/\p{Script=Han}[,;:?]/u);
  });

  it("[I1] Chinese says 你, and counts links by 条, wherever its words stand", () => {
    const folder = fileURLToPath(new URL(".", import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const chinese = files.filter((name) => /(?:^|[/\\])zh\.ts$/.test(name));
    expect(chinese.length).toBeGreaterThan(10);
    for (const name of chinese)
      expect(readFileSync(join(folder, name), "utf8"), name).not.toMatch(/您|\} ?个链接/);
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
    expect(localeFor("auto", ["fr-FR", "zh-TW", "en"])).toBe("zh");
    expect(localeFor("auto", ["en-GB", "zh-CN"])).toBe("en");
    expect(localeFor("auto", ["fr", "zho"])).toBe("en");
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
