import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAddress, refusalOfWhole } from "./address";

const address = (text: string): string => {
  const result = parseAddress(text);
  return result.ok ? result.value : `(${result.error})`;
};

describe("parseAddress", () => {
  it.each([
    ["https://example.com/a?b=c#d", "https://example.com/a?b=c#d"],
    ["  https://example.com/a \n", "https://example.com/a"],
    ["<https://example.com/a>", "https://example.com/a"],
    ["“https://example.com/a”", "https://example.com/a"],
    ["\u200bhttps://example.com/a\ufeff", "https://example.com/a"],
    ["HTTP://EXAMPLE.com/A", "http://example.com/A"],
    ["http:example.com", "http://example.com/"],
    ["http:\\\\example.com\\a", "http://example.com/a"],
  ])("[U1] takes the address %j as it is", (given, expected) => expect(address(given)).toBe(expected));

  it.each([
    ["example.com/x", "https://example.com/x"],
    ["www.example.com", "https://www.example.com/"],
    ["example.com:8080/x", "http://example.com:8080/x"],
    ["//example.com/x", "https://example.com/x"],
    ["localhost:3000/x", "http://localhost:3000/x"],
    ["localhost", "http://localhost/"],
    ["nas.local/photos", "http://nas.local/photos"],
    ["192.168.1.2", "http://192.168.1.2/"],
    ["[::1]:8080", "http://[::1]:8080/"],
    ["例子.中国/路径", "https://xn--fsqu00a.xn--fiqs8s/%E8%B7%AF%E5%BE%84"],
    ["bücher.example?q=ä", "https://xn--bcher-kva.example/?q=%C3%A4"],
    ["medium.com/@someone/a", "https://medium.com/@someone/a"],
    ["README.md", "https://readme.md/"],
  ])("[U2] adds the scheme that %j leaves out", (given, expected) => expect(address(given)).toBe(expected));

  it.each([
    ["https：／／example．com／a", "https://example.com/a"],
    ["ｅｘａｍｐｌｅ．ｃｏｍ／ａ？ｂ＝１", "https://example.com/a?b=1"],
    ["example。com", "https://example.com/"],
    ["　https://example.com/问？", "https://example.com/%E9%97%AE%EF%BC%9F"],
  ])("[U3] reads full-width signs in %j", (given, expected) => expect(address(given)).toBe(expected));

  it.each([
    ["", "empty"],
    [" \u3000\n<>", "empty"],
    ["hello", "not-an-address"],
    ["hello world", "not-an-address"],
    ["链接", "not-an-address"],
    ["see https://example.com/ for more", "not-an-address"],
    ["node.js", "not-an-address"],
    ["notes.txt", "not-an-address"],
    ["3.14", "not-an-address"],
    ["1.2.3", "not-an-address"],
    ["e.g.", "not-an-address"],
    ["tag:linux", "not-an-address"],
    ["标签：编程", "not-an-address"],
    ["someone@example.com", "not-an-address"],
    ["https://", "not-an-address"],
    ["https:///", "not-an-address"],
    ["http://.", "not-an-address"],
    ["http://256.1.1.1/", "not-an-address"],
    ["http://exa mple.com/", "not-an-address"],
    ["http://a,b/", "not-an-address"],
    ["http://example.com:99999/", "not-an-address"],
    ["javascript:alert(1)", "unsupported-scheme"],
    ["JavaScript:alert(1)//https://example.com", "unsupported-scheme"],
    ["javascript: alert(1)", "unsupported-scheme"],
    ["ｊａｖａｓｃｒｉｐｔ：alert(1)", "unsupported-scheme"],
    ["data:text/html,<p>", "unsupported-scheme"],
    ["file:///etc/passwd", "unsupported-scheme"],
    ["mailto:a@b.example", "unsupported-scheme"],
    ["ftp://example.com/a", "unsupported-scheme"],
    ["chrome://settings", "unsupported-scheme"],
    ["view-source:https://example.com/", "unsupported-scheme"],
    ["https://user:secret@example.com/", "credentials"],
    ["https://user@example.com/", "credentials"],
    ["user:secret@example.com/a", "credentials"],
    [`https://example.com/${"a".repeat(5000)}`, "too-long"],
    [`https://example.com/${"链".repeat(1000)}`, "too-long"],
  ])("[U4] refuses %j", (given, reason) => expect(address(given)).toBe(`(${reason})`));

  it("[U5] never throws, and what it gives is an http(s) address that it takes again unchanged", () => {
    const pieces = fc.constantFrom(
      "http",
      "https",
      ":",
      "//",
      "/",
      "example.com",
      "@",
      "[",
      "::1",
      "]",
      "。",
      "：",
      "javascript:",
    );
    const typed = fc
      .array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 5 })))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(typed, fc.webUrl({ withFragments: true, withQueryParameters: true })), (given) => {
        const result = parseAddress(given);
        if (!result.ok) return;
        expect(result.value).toMatch(/^https?:\/\/[^/@]+\//);
        expect(parseAddress(result.value)).toEqual(result);
      }),
      { numRuns: 3000, verbose: 1 },
    );
  });

  it("[U5] takes every ordinary address", () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (given) => {
        expect(address(given)).toBe(new URL(given).href);
      }),
    );
  });
});

describe("refusalOfWhole", () => {
  it.each([
    ['javascript:x="http://x.com/"', "unsupported-scheme"],
    ["mailto:a@b.com?x=http://e.com", "unsupported-scheme"],
    ["https://user:pw@example.com/", "credentials"],
    ["转自:@张三:https://example.com/a", null],
    ["标题：https://example.com/a", null],
    ["JavaScript: some words https://e.com/a", null],
    ["https://example.com/", null],
  ])("[U5] of %s is %s", (text, refusal) => expect(refusalOfWhole(text)).toBe(refusal));
});
