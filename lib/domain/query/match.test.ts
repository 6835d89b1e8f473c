import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tagKey } from "../tag";
import { compileQuery, matches, queryWords } from "./match";
import { parseQuery } from "./parse";
import { fieldIn, packHaystack, type QuerySubject, type SearchableTexts } from "./subject";

const now = new Date(2024, 2, 13, 13, 30).getTime();
const subject = (facts: Partial<QuerySubject> = {}, texts: SearchableTexts = {}): QuerySubject => ({
  haystack: packHaystack({
    title: "The Linux Kernel — a Tour",
    text: "Crème brûlée in New  York\nwith C++ and 机器学习",
    note: "read again",
    rest: ["docs.example.org/guide/链接", "sys/linux", "Kernel Docs"],
    ...texts,
  }),
  tags: ["sys/linux", "to read"].map(tagKey),
  host: "docs.example.org",
  site: "kernel docs",
  starred: true,
  archived: false,
  unread: true,
  createdAt: new Date(2024, 2, 6, 9).getTime(),
  published: "2023-05-20T08:00:00Z",
  snapshots: 1,
  failed: false,
  gone: false,
  changed: false,
  ...facts,
});
const found = (text: string, on = subject()): boolean => matches(parseQuery(text, now).query, on);

describe("matching", () => {
  it.each([
    "linux",
    "LINUX kern",
    "kernel linux",
    "tour the",
    "creme",
    "brûlée",
    "york new",
    "c++",
    "机器",
    "器学习",
    "链接",
    "docs.example",
    "guide",
    "sys",
    "ｌｉｎｕｘ",
    "",
    "https://www.docs.example.org/guide/",
  ])("[Q11] finds the words of %j, their beginnings, in any order", (text) => expect(found(text)).toBe(true));
  it.each(["inux", "windows", "linux windows", "学机", "ernel"])("[Q11] does not find %j", (text) =>
    expect(found(text)).toBe(false),
  );

  it("[Q12] a phrase is found as it stands, with whole words at its ends", () => {
    expect(found('"new york"')).toBe(true);
    expect(found('"york new"')).toBe(false);
    expect(found('"new yo"')).toBe(false);
    expect(found('"new yo"*')).toBe(true);
    expect(found('"tour crème"')).toBe(false); // not across fields
    expect(found('"器学"')).toBe(true);
  });

  it("[Q13] a word of Latin and Han is found with and without a space between", () => {
    const spaced = subject({}, { title: "用 iPhone 手机 拍照" });
    const joined = subject({}, { title: "用iPhone手机拍照" });
    for (const on of [spaced, joined]) {
      expect(found("iPhone手机", on)).toBe(true);
      expect(found("iPhone 手机", on)).toBe(true);
      expect(found("手机iPad", on)).toBe(false);
    }
  });

  it.each([
    ["tag:sys", true],
    ["tag:SYS/Linux", true],
    ["tag:linux", false],
    ["tag:sy", false],
    ['tag:"to read"', true],
    ["site:example.org", true],
    ["site:docs.example.org", true],
    ["site:https://www.docs.example.org/a?b", true],
    ["site:xample.org", false],
    ["site:example", true],
    ["site:kernel", true],
    ["site:org.example", false],
    ["is:starred", true],
    ["is:archived", false],
    ["is:unread", true],
    ["is:untagged", false],
    ["is:captured", true],
    ["is:failed", false],
    ["is:gone", false],
    ["is:changed", false],
    ["has:note", true],
    ["has:highlight", false],
    ["has:snapshot", true],
    ["before:2024-03-06", false],
    ["before:2024-03-07", true],
    ["after:2024-03-05", true],
    ["after:2024-03-06", false],
    ["saved:2024-03-06", true],
    ["saved:last week", true],
    ["saved:today", false],
    ["saved:2024-01..2024-02", false],
    ["published:2023", true],
    ["published:2023-05-20", true],
    ["published:2023-05-21", false],
    ["published:2020..2023-04", false],
    ["published:..2023-05", true],
  ])("[Q14] %s: %s", (text, expected) => expect(found(text)).toBe(expected));

  it("[Q14] the other side of each state", () => {
    expect(found("is:untagged", subject({ tags: [] }))).toBe(true);
    expect(
      found(
        "is:archived is:failed is:gone is:changed",
        subject({ archived: true, failed: true, gone: true, changed: true }),
      ),
    ).toBe(true);
    expect(found("is:captured", subject({ snapshots: 0 }))).toBe(false);
    expect(found("has:highlight", subject({}, { highlight: "marked" }))).toBe(true);
    expect(found("has:note", subject({}, { note: "" }))).toBe(false);
    expect(found("published:2023", subject({ published: "" }))).toBe(false);
    expect(found("published:2023", subject({ published: "2023" }))).toBe(true);
    expect(found("site:例子.中国", subject({ host: "www2.例子.中国" }))).toBe(true);
    const box = subject({ host: "nas.local:8080" });
    expect(
      ["nas.local", "nas", "local", "nas.local:8080", "nas.local:80"].map((host) =>
        found(`site:${host}`, box),
      ),
    ).toEqual([true, true, true, true, false]);
    expect(found("site:xn--fsqu00a.xn--fiqs8s", subject({ host: "例子.中国" }))).toBe(true);
  });

  it("[Q15] in: restricts the words beside it, not the other conditions", () => {
    expect(found("in:title linux")).toBe(true);
    expect(found("york in:title")).toBe(false);
    expect(found("in:text york")).toBe(true);
    expect(found("in:note again is:starred tag:sys")).toBe(true);
    expect(found("in:note linux")).toBe(false);
    expect(found("in:title in:note again")).toBe(true);
    expect(found("in:title (linux -york)")).toBe(true);
    expect(found("(in:note again) york")).toBe(true);
    expect(found("in:title guide")).toBe(false);
    expect(found("in:title")).toBe(true);
  });

  it("[Q16] and, or, not mean what they say, for any words", () => {
    const word = fc.constantFrom(
      "linux",
      "york",
      "windows",
      "机器",
      "is:starred",
      "is:archived",
      "tag:sys",
      "tag:x",
    );
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(found(`${a} ${b}`)).toBe(found(a) && found(b));
        expect(found(`${a} OR ${b}`)).toBe(found(a) || found(b));
        expect(found(`-${a}`)).toBe(!found(a));
        expect(found(`${a} ${b} OR ${c}`)).toBe((found(a) && found(b)) || found(c));
        expect(found(`${a} (${b} OR ${c})`)).toBe(found(a) && (found(b) || found(c)));
        expect(found(`-(${a} ${b})`)).toBe(!found(a) || !found(b));
      }),
    );
  });

  it("[Q17] the words to mark are folded, each once, without those excluded", () => {
    expect(queryWords(parseQuery('Crème crème -bad tag:x iPhone手机 "New  York" OR y', now).query)).toEqual([
      "creme",
      "iphone",
      "手机",
      "new york",
      "y",
    ]);
  });

  it("[Q18] every field of a packed text comes back folded and on one line", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "É", "\n", " ", "链", "\u2028", "\r") });
    fc.assert(
      fc.property(
        fc.record({ title: text, text, note: text, highlight: text }),
        fc.array(text),
        (texts, rest) => {
          const haystack = packHaystack({ ...texts, rest });
          const plain = (one: string): string => one.replace(/\s+/gu, " ").trim().replaceAll("É", "e");
          for (const field of ["title", "text", "note", "highlight"] as const) {
            expect(fieldIn(haystack, field)).toBe(plain(texts[field]));
          }
        },
      ),
    );
  });

  it("[Q19] one compiled test serves a hundred thousand links", () => {
    const all = Array.from({ length: 100_000 }, (_, n) => ({
      ...subject(),
      haystack: `title number ${n} of the list 链接快照\n\n\n\nexample${n % 99}.org/page/${n}`,
    }));
    const countOf = (text: string) => all.filter(compileQuery(parseQuery(text, now).query)).length;
    expect(countOf("number 99999")).toBe(1);
    expect(countOf("快照")).toBe(100_000);
    expect(countOf('"of the list" -number')).toBe(0);
  });
});
