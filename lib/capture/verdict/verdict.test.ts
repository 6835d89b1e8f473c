import { describe, expect, it } from "vitest";
import type { PageSigns } from "../frozen";
import { absenceOf } from "./absence";
import { readShortfalls, shortfallsOf } from "./shortfalls";

const page = (title: string, text: string, more: Partial<PageSigns> = {}): PageSigns => ({
  contentType: "text/html",
  title,
  text,
  textLength: text.length,
  marks: [],
  isPaid: false,
  pictures: 1,
  passwordFields: 0,
  ...more,
});
const judge = (signs: PageSigns, article: string | null = "") =>
  absenceOf(signs, signs.text.length, { article })?.code ?? null;

const gone: readonly (readonly [string, string])[] = [
  ["404 Not Found", "404 Not Found\nThe page you requested was not found."],
  ["Page not found · Example", "Page not found\nSorry, the page you are looking for does not exist."],
  ["Example | Page Not Found", "We couldn't find that page. Search or go home."],
  ["页面不存在", "抱歉，您访问的页面不存在，3 秒后返回首页"],
  ["知识库 - 页面找不到", "页面找不到了\n返回首页"],
  ["提示信息", "该文章已被删除"],
  ["Seite nicht gefunden", "Seite nicht gefunden. Die Seite wurde nicht gefunden."],
  ["Example", "This page could not be found."],
];
const there: readonly (readonly [string, string])[] = [
  ["How to design a 404 page", `404 pages should help. ${"A sentence about design. ".repeat(100)}`],
  ["Lost and found", "The page on which we list what was found at the station: two umbrellas, a glove."],
  ["页面设计入门", "页面要简洁。标题放在上面，内容放在中间。"],
  ["Not found: a poem", "I looked for rain and found the sea."],
  ["Example", "Our shop is closed on Sundays. The item you ordered does not ship abroad."],
];

describe("pages that say they are none", () => {
  it.each(gone)("[C61] %s: %s", (title, text) => expect(judge(page(title, text))).toBe("gone"));
  it.each(there)("[C61] not %s: %s", (title, text) => expect(judge(page(title, text), text)).toBeNull());

  it("[C61] is not decided before the page was read, nor over a login", () => {
    const [title, text] = gone[0] ?? ["", ""];
    expect(judge(page(title, text), null)).toBeNull();
    expect(judge(page(title, text, { passwordFields: 1 }))).toBeNull();
  });
});

describe("what a capture lacks", () => {
  const whole = {
    isCut: false,
    isBounded: false,
    missing: 0,
    pictures: { failed: 0, all: 9 },
    shownWords: 900,
    sentWords: 1_000,
  };
  const codes = (more: Partial<typeof whole>): string[] =>
    shortfallsOf({ ...whole, ...more }).map(({ code }) => code);

  it("[C62] is told in figures, and small blemishes are none", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ pictures: { failed: 1, all: 9 } })).toEqual([]);
    expect(shortfallsOf({ ...whole, pictures: { failed: 2, all: 4 } })).toEqual([
      { code: "pictures", count: 2, of: 4 },
    ]);
    expect(codes({ isCut: true, missing: 2, shownWords: 20 })).toEqual(["cut", "missing", "thin"]);
    expect(codes({ isBounded: true })).toEqual(["bounded"]);
    // A page that a script fills was sent without words.
    expect(codes({ sentWords: 3 })).toEqual([]);
  });

  it("[C62] is read totally from a capture process", () => {
    expect(
      readShortfalls([
        { code: "cut" },
        { code: "rm -rf" },
        { code: "bounded", count: "9" },
        { code: "pictures", count: -1, of: 1e99 },
        null,
      ]),
    ).toEqual([
      { code: "cut", count: 0, of: 0 },
      { code: "bounded", count: 0, of: 0 },
      { code: "pictures", count: 0, of: 1e6 },
    ]);
    expect(readShortfalls("x")).toEqual([]);
  });
});
