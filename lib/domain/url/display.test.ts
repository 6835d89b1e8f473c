import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayHost, displayUrl } from "./display";
import { decodePunycode } from "./punycode";

describe("displayHost", () => {
  it.each([
    ["https://www.example.com/a", "example.com"],
    ["https://例子.中国/", "例子.中国"],
    ["https://xn--bcher-kva.example/", "bücher.example"],
    ["http://localhost:3000/", "localhost:3000"],
    ["http://[::1]:8080/", "[::1]:8080"],
    ["https://www.com/", "www.com"],
    ["https://президент.рф/", "президент.рф"],
    ["https://カード.example/", "カード.example"],
    ["not an address", ""],
  ])("[U20] of %s is %s", (url, host) => expect(displayHost(url)).toBe(host));

  it.each([
    "https://аррӏе.com/",
    "https://раypal.com/",
    "https://ｘn--a.example/",
    "https://xn--a-0000000.example/",
  ])("[U21] names that could be mistaken stay encoded: %s", (url) => {
    expect(displayHost(url)).toMatch(/^$|^xn--/);
  });
});

describe("displayUrl", () => {
  it.each([
    ["https://www.example.com/", "example.com"],
    ["http://example.com/a/", "example.com/a"],
    ["https://zh.wikipedia.org/wiki/%E9%93%BE%E6%8E%A5", "zh.wikipedia.org/wiki/链接"],
    ["https://example.com/a%2Fb%20c?d=%26%25#e", "example.com/a%2Fb%20c?d=%26%25#e"],
    ["https://example.com/%ff%E9%93", "example.com/%ff%E9%93"],
    ["https://example.com/%E2%80%AEgnp.exe", "example.com/%E2%80%AEgnp.exe"],
    ["not an address", "not an address"],
  ])("[U22] of %s is %s", (url, shown) => expect(displayUrl(url)).toBe(shown));

  it("[U22] leads to the same page when a scheme is put before it again", () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ["https"] }),
        (url) => {
          fc.pre(!url.startsWith("https://www."));
          const again = new URL(`https://${displayUrl(url)}`).href;
          const normal = (text: string): string =>
            decodeURI(text)
              .replace("?#", "#")
              .replace(/[/?#]+$/, "");
          expect(normal(again)).toBe(normal(new URL(url).href));
        },
      ),
      { verbose: 1 },
    );
  });
});

it("[U20] punycode is read as the URL parser wrote it", () => {
  const letters = fc.string({
    unit: fc.constantFrom(...Array.from("aüßéжщ中国例カ한абв9-")),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(letters, (label) => {
      let host: string;
      try {
        host = new URL(`https://a${label}b.example/`).hostname;
      } catch {
        return;
      }
      const [first = ""] = host.split(".");
      // What is read must be written the same again, whether the parser keeps ß or spells it ss.
      if (first.startsWith("xn--"))
        expect(new URL(`https://${decodePunycode(first.slice(4))}.example/`).hostname).toBe(host);
    }),
    { verbose: 1 },
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      const decoded = decodePunycode(text);
      expect(decoded === null || typeof decoded === "string").toBe(true);
    }),
  );
});
