import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanTag } from "../tag";
import { readDate } from "./dates";
import { MAX_QUERY_LENGTH, parseQuery } from "./parse";
import { printQuery } from "./print";
import { dateRelations, everything, linkParts, linkStates, textFields, type Query } from "./query";

/** Wednesday, 13 March 2024, half past one in the afternoon, local time. */
const now = new Date(2024, 2, 13, 13, 30).getTime();
const read = (text: string): Query => parseQuery(text, now).query;
const problem = (text: string): string => {
  const found = parseQuery(text, now).problem;
  return found === null ? "" : `${found.kind} ${found.piece}`;
};
/** The canonical text of what was read: short to compare, and `[Q10]` says it is the same query. */
const canonical = (text: string): string => printQuery(read(text));

describe("words and phrases", () => {
  it("[Q1] words beside each other must all be found", () => {
    expect(read("linux  kernel")).toEqual({
      kind: "and",
      of: [
        { kind: "text", text: "linux", open: true },
        { kind: "text", text: "kernel", open: true },
      ],
    });
    expect(read("")).toBe(everything);
    expect(read(" \u3000\n")).toBe(everything);
  });

  it.each([
    ['"new york"', "new york", false],
    ["“new  york”", "new york", false],
    ["「机器 学习」", "机器 学习", false],
    ['"new yo"*', "new yo", true],
    ['"say ""hi"" now"', 'say "hi" now', false],
  ])("[Q2] %s is a phrase", (given, text, open) => expect(read(given)).toEqual({ kind: "text", text, open }));

  it.each([
    "c++",
    "foo(bar)",
    "--help",
    "localhost:3000",
    "std::vector",
    "https://example.com/a?b=c",
    "a-b",
    "6.1",
    "don't",
  ])("[Q3] %s is one word", (given) =>
    expect(read(given)).toEqual({ kind: "text", text: given, open: true }),
  );

  it.each([
    ["a - b", "a b"],
    ["a & b | c", "a b c"],
    ['""', ""],
    ["()", ""],
  ])("[Q3] of %j stays %j", (given, expected) => expect(canonical(given)).toBe(expected));
});

describe("connectives", () => {
  it.each([
    ["a OR b", "a OR b"],
    ["foo or is:starred", "foo OR is:starred"],
    ["苹果 或 香蕉", "苹果 OR 香蕉"],
    ["a AND b 且 c", "a b c"],
    ["a b OR c d", "a b OR c d"],
    ["a (b OR c)", "a (b OR c)"],
    ["a （b or c）", "a (b OR c)"],
    ["((a))", "a"],
    ["-a", "-a"],
    ["NOT a", "-a"],
    ["非 标签:x", "-tag:x"],
    ["－“a b”", '-"a b"'],
    ["-(a OR b) c", "-(a OR b) c"],
  ])("[Q4] %s reads as %s", (given, expected) => expect(canonical(given)).toBe(expected));

  it.each([
    ["phone android is:starred", "phone android is:starred"],
    ["oracle ORder forall", "oracle ORder forall"],
    ["不或者吧", "不或者吧"],
    ["not found", "not found"],
    ['"or"', '"or"'],
    ["foo or", 'foo "or"*'],
    ["or foo", '"or"* foo'],
    ["(or)", '"or"*'],
    ["NOT", '"NOT"*'],
    ['a "OR" b', 'a "OR" b'],
  ])("[Q5] %s has no connective", (given, expected) => {
    expect(canonical(given)).toBe(expected);
    expect(problem(given)).toBe("");
  });
});

describe("operators", () => {
  it.each([
    ["tag:Linux/内核", { kind: "tag", path: "Linux/内核" }],
    ["标签：编程", { kind: "tag", path: "编程" }],
    ["TAG:＃a／b/", { kind: "tag", path: "a/b" }],
    ['tag:"machine  learning"', { kind: "tag", path: "machine learning" }],
    ["tag:“机器 学习”", { kind: "tag", path: "机器 学习" }],
    ["site:example.com", { kind: "site", site: "example.com" }],
    ["网站:知乎", { kind: "site", site: "知乎" }],
    ["is:Starred", { kind: "is", state: "starred" }],
    ["是：未读", { kind: "is", state: "unread" }],
    ["has:note", { kind: "has", part: "note" }],
    ["有:快照", { kind: "has", part: "snapshot" }],
    ["in:title", { kind: "in", field: "title" }],
    ["在：正文", { kind: "in", field: "text" }],
  ])("[Q6] %s", (given, expected) => {
    expect(read(given)).toEqual(expected);
    expect(problem(given)).toBe("");
  });
  it("[Q6] every state, part and field can be asked for", () => {
    for (const state of linkStates) expect(read(`is:${state}`)).toEqual({ kind: "is", state });
    for (const part of linkParts) expect(read(`has:${part}`)).toEqual({ kind: "has", part });
    for (const field of textFields) expect(read(`in:${field}`)).toEqual({ kind: "in", field });
  });

  const day = (year: number, month: number, date: number): number =>
    new Date(year, month - 1, date).getTime();
  it.each([
    ["saved:2024", "2024", day(2024, 1, 1), day(2025, 1, 1)],
    ["saved:2024-2", "2024-02", day(2024, 2, 1), day(2024, 3, 1)],
    ["before:2024-02-29", "2024-02-29", day(2024, 2, 29), day(2024, 3, 1)],
    ["after:2023/12/31", "2023-12-31", day(2023, 12, 31), day(2024, 1, 1)],
    ["早于：2024年3月5日", "2024-03-05", day(2024, 3, 5), day(2024, 3, 6)],
    ["published:２０２３年", "2023", day(2023, 1, 1), day(2024, 1, 1)],
    ["saved:today", "today", day(2024, 3, 13), day(2024, 3, 14)],
    ["保存:昨天", "yesterday", day(2024, 3, 12), day(2024, 3, 13)],
    ["saved:last week", "last-week", day(2024, 3, 4), day(2024, 3, 11)],
    ['saved:"this week"', "this-week", day(2024, 3, 11), day(2024, 3, 18)],
    ["保存：上个月", "last-month", day(2024, 2, 1), day(2024, 3, 1)],
    ["saved:this-month", "this-month", day(2024, 3, 1), day(2024, 4, 1)],
    ["发布:去年", "last-year", day(2023, 1, 1), day(2024, 1, 1)],
    ["saved:今年", "this-year", day(2024, 1, 1), day(2025, 1, 1)],
    ["published:2020..2022", "2020..2022", day(2020, 1, 1), day(2023, 1, 1)],
    ["published:..2022-05", "..2022-05", -Infinity, day(2022, 6, 1)],
    ["saved:last-week..", "last-week..", day(2024, 3, 4), Infinity],
  ])("[Q7] the date of %s", (given, ...[when, from, to]) => {
    expect(read(given)).toMatchObject({ kind: "date", when, from, to });
    expect(problem(given)).toBe("");
  });
  it("[Q7] weeks begin on Monday, on a Sunday too", () => {
    const sunday = new Date(2024, 2, 17, 23).getTime();
    expect(readDate("this week", sunday)).toMatchObject({ from: day(2024, 3, 11), to: day(2024, 3, 18) });
  });
});

describe("what cannot be read", () => {
  it.each([
    ["foo bar:baz", 'foo "bar:baz"*', "unknown-operator bar:"],
    ["is:strange foo", "foo", "unknown-operator is:strange"],
    ["has:what foo", "foo", "unknown-operator has:what"],
    ["-in:title foo", "foo", "unknown-operator -in:title"],
    ["tag: foo", "foo", "empty-operator tag:"],
    ["foo tag:/", "foo", "empty-operator tag:/"],
    ["标签： foo", "foo", "empty-operator 标签："],
    ["before:soon foo", "foo", "bad-date before:soon"],
    ["after:2023-02-29 foo", "foo", "bad-date after:2023-02-29"],
    ["saved:2024-13 foo", "foo", "bad-date saved:2024-13"],
    ["saved:.. foo", "foo", "bad-date saved:.."],
    ['foo "bar ba', 'foo "bar ba"*', 'unclosed-quote "bar ba'],
    ['tag:"a b', 'tag:"a b"', 'unclosed-quote "a b'],
    ["(foo OR bar", "foo OR bar", "unclosed-parenthesis ("],
    ["foo) bar", "foo bar", "unclosed-parenthesis )"],
    ["-(foo", "-foo", "unclosed-parenthesis ("],
  ])("[Q8] %s is searched as %s and explained", (given, expected, why) => {
    expect(canonical(given)).toBe(expected);
    expect(problem(given)).toBe(why);
  });

  it("[Q9] reading never throws and always ends, whatever the text", () => {
    const pieces = [
      "(",
      ")",
      "-",
      '"',
      "“",
      "tag:",
      "is:",
      "before:",
      "in:title",
      " ",
      "OR",
      "or",
      "NOT",
      "非",
      "或",
      "x",
      "链",
      ":",
      "..",
      "last",
      "week",
      "*",
    ];
    const typed = fc.array(
      fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 4 })),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(typed, (parts) => {
        const { query } = parseQuery(parts.join(""), now);
        // Reading what was read says the same again.
        expect(parseQuery(printQuery(query), now)).toEqual({ query, problem: null });
      }),
      { numRuns: 5000, verbose: 1 },
    );
    for (const sign of ["(", "-(", "((-", ")", '"', "a OR ", "-", "tag:("]) {
      expect(() => printQuery(read(sign.repeat(MAX_QUERY_LENGTH)))).not.toThrow();
    }
  });
});

describe("printing", () => {
  const oneLine = (text: string): string => text.replace(/\s+/gu, " ").trim();
  const awkward = fc.constantFrom(
    "or",
    "OR",
    "and",
    "或",
    "NOT",
    "非",
    "-x",
    "－",
    "(",
    "a)",
    'a"b',
    '"',
    "”",
    "tag:x",
    "是：y",
    "a b",
    "*",
    "last",
    "week",
    "http://a",
    "\\",
  );
  const text = fc
    .oneof(
      awkward,
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 10 }),
      fc.tuple(awkward, awkward).map((pair) => pair.join(" ")),
    )
    .map(oneLine)
    .filter((one) => one !== "");
  const date = fc
    .tuple(
      fc.constantFrom(...dateRelations),
      fc.constantFrom(
        "2024",
        "2023-05",
        "2020-02-29",
        "today",
        "last-week",
        "this-year",
        "2020..",
        "..2021-03",
        "yesterday..today",
      ),
    )
    .map(([relation, when]) => ({ kind: "date" as const, relation, ...readDate(when, now)! }));
  const leaf: fc.Arbitrary<Query> = fc.oneof(
    fc.record({ kind: fc.constant("text" as const), text, open: fc.boolean() }),
    text
      .map(cleanTag)
      .filter((path) => path !== "")
      .map((path) => ({ kind: "tag" as const, path })),
    text.map((site) => ({ kind: "site" as const, site })),
    fc.constantFrom(...linkStates).map((state) => ({ kind: "is" as const, state })),
    fc.constantFrom(...linkParts).map((part) => ({ kind: "has" as const, part })),
    date,
  );
  const field: fc.Arbitrary<Query> = fc
    .constantFrom(...textFields)
    .map((name) => ({ kind: "in" as const, field: name }));
  const { query } = fc.letrec<{ query: Query }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc
        .array(fc.oneof(tie("query"), field), { minLength: 2, maxLength: 4 })
        .map((of) => ({ kind: "and" as const, of })),
      fc.array(tie("query"), { minLength: 2, maxLength: 3 }).map((of) => ({ kind: "or" as const, of })),
      tie("query").map((of) => ({ kind: "not" as const, of })),
    ),
  }));

  it("[Q10] a printed query reads as itself", () => {
    fc.assert(
      fc.property(query, (given) => {
        fc.pre(printQuery(given).length < MAX_QUERY_LENGTH);
        expect(parseQuery(printQuery(given), now)).toEqual({ query: given, problem: null });
      }),
      { numRuns: 5000, verbose: 1 },
    );
  });
});
