/** What other apps hand over, as they really fill it in. The box and the library are proved in a browser (e2e/interface/share.spec.ts). */
import { describe, expect, it } from "vitest";
import { pageAddress } from "./page-address";
import { addressesOf, fileKind } from "./take-share";

const nothing = { title: "", text: "", url: "" };

describe("what other apps share", () => {
  it("[DV1] finds the address in whichever of the three texts it stands", () => {
    expect(addressesOf({ ...nothing, url: "https://example.com/a" })).toEqual(["https://example.com/a"]);
    expect(addressesOf({ ...nothing, text: "https://example.com/a" })).toEqual(["https://example.com/a"]);
    expect(addressesOf({ ...nothing, title: "Look: https://example.com/a" })).toEqual([
      "https://example.com/a",
    ]);
    expect(
      addressesOf({ ...nothing, text: "【水与茶】https://example.com/茶，复制打开App", title: "水与茶" }),
    ).toEqual(["https://example.com/%E8%8C%B6"]);
    expect(addressesOf({ ...nothing, text: "https://a.example/ and https://b.example/" })).toHaveLength(2);
    expect(addressesOf({ ...nothing, text: "just words" })).toEqual([]);
    expect(addressesOf({ ...nothing, url: "javascript:alert(1)", text: "" })).toEqual([]);
  });

  it("[DV4] reads the address a web+linksnap address carries", () => {
    for (const url of ["web+linksnap:https://example.com/a", "web+linksnap://https://example.com/a"])
      expect(addressesOf({ ...nothing, url })).toEqual(["https://example.com/a"]);
  });

  it("[DV3] tells files by what stands in them", async () => {
    const kind = (name: string, text: string) => fileKind({ name, bytes: new Blob([text]) });
    expect(await kind("b.html", "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>")).toBe("links");
    expect(await kind("b.html", "<!doctype html><title>x</title>")).toBe("page");
    expect(await kind("x", "%PDF-1.7")).toBe("pdf");
    expect(await kind("backup.bin", "PK\u0003\u0004")).toBe("links");
    expect(await kind("a.exe", "MZ")).toBe("other");
    expect(await kind("empty.html", "")).toBe("other");
  });

  it("[DV3] finds where a saved page is from, the saver's word before the page's own", async () => {
    const of = (text: string) => pageAddress(new Blob([text]));
    expect(await of("<!-- saved from url=(0021)https://a.example/x -->\n<html>")).toBe("https://a.example/x");
    expect(await of("<!--\n Page saved with SingleFile \n url: https://a.example/y \n-->")).toBe(
      "https://a.example/y",
    );
    expect(await of("From: <x>\r\nSnapshot-Content-Location: https://a.example/z\r\n")).toBe(
      "https://a.example/z",
    );
    expect(await of('<link href="https://a.example/?a=1&amp;b=2" rel="canonical">')).toBe(
      "https://a.example/?a=1&b=2",
    );
    expect(await of('<link rel=canonical href="javascript:alert(1)">')).toBeNull();
    expect(await of("<html><p>nothing")).toBeNull();
  });
});
