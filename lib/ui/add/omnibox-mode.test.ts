import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressesToSave, omniboxMode } from "./omnibox-mode";
import { pasteMode } from "./use-paste";

describe("the search box", () => {
  it("[I14] words and search operators search", () => {
    for (const text of [
      "",
      "  ",
      "unix socket",
      "tag:linux",
      "site:example.com",
      "is:starred",
      "node.js",
      "套接字",
      "a",
      "what is x.y?",
    ])
      expect(omniboxMode(text).kind, text).toBe("search");
  });

  it("[I14] addresses wait to be saved", () => {
    for (const text of [
      "https://example.com/a",
      " http://localhost:3000/x ",
      "example.com/page",
      "例子.中国/路径",
    ])
      expect(omniboxMode(text).kind, text).toBe("save");
    expect(omniboxMode("https://example.com/a")).toEqual({
      kind: "save",
      url: "https://example.com/a",
      more: 0,
    });
  });

  it("[I14] words with addresses in them, as other apps copy them, save the addresses", () => {
    expect(omniboxMode("看看这个：https://example.com/a，不错")).toMatchObject({
      kind: "save",
      url: "https://example.com/a",
      more: 0,
    });
    const two = "https://example.com/a and\nhttps://example.com/b https://example.com/a";
    expect(omniboxMode(two)).toEqual({ kind: "save", url: "https://example.com/a", more: 1 });
    expect(addressesToSave(two)).toEqual(["https://example.com/a", "https://example.com/b"]);
    const inside = "https://archive.example/2026/https://example.com/a";
    expect(addressesToSave(inside)).toEqual([inside]);
  });

  it("[I15] an address that can be none is refused, not searched for", () => {
    for (const text of ["http://256.256.256.256/", "http://[::zz]/"])
      expect(omniboxMode(text), text).toEqual({ kind: "refused", reason: "not-an-address" });
    for (const text of ["h", "https:", "http://"]) expect(omniboxMode(text).kind, text).toBe("search");
  });

  it("[I15] what is meant as an address and cannot be saved is refused with its reason", () => {
    for (const text of [
      "javascript:alert(1)",
      "file:///etc/passwd",
      "ftp://example.com/a",
      "mailto:a@example.com",
    ])
      expect(omniboxMode(text), text).toEqual({ kind: "refused", reason: "unsupported-scheme" });
    expect(omniboxMode("https://me:secret@example.com/")).toEqual({ kind: "refused", reason: "credentials" });
    expect(omniboxMode(`https://example.com/${"x".repeat(5000)}`)).toEqual({
      kind: "refused",
      reason: "too-long",
    });
  });

  it("[I15] what is refused as a whole is not saved by what it holds, typed or pasted", () => {
    for (const text of [
      "javascript:location='http://example.com/a'",
      'javascript:location = "https://example.com/a" + " https://example.com/b"',
      "view-source:https://example.com/",
      "ftp://example.com/?to=http://example.com/a",
    ]) {
      expect(omniboxMode(text), text).toEqual({ kind: "refused", reason: "unsupported-scheme" });
      expect(pasteMode(text), text).toBe("unsupported-scheme");
      expect(addressesToSave(text), text).toEqual([]);
    }
    expect(pasteMode("https://me:secret@example.com/?to=http://example.com/a")).toBe("credentials");
    expect(pasteMode("JavaScript: the parts worth reading https://example.com/a")).toBe("save");
    expect(pasteMode("see https://example.com/a")).toBe("save");
    expect(pasteMode("unix socket")).toBe("no-address");
  });

  it("[I14] any text is one of the three", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) =>
        ["search", "save", "refused"].includes(omniboxMode(text).kind),
      ),
    );
  });
});
