import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHttpUrl } from "./parse-url";

const PARTS = ["href", "hostname", "port", "pathname", "search", "hash", "username", "password"] as const;

/** The platform's own answer. */
function byPlatform(text: string): Record<string, string> | null {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) ? Object.fromEntries(PARTS.map((part) => [part, url[part]])) : null;
  } catch {
    return null; // no URL
  }
}

function ours(text: string): Record<string, string> | null {
  const url = parseHttpUrl(text);
  return url && Object.fromEntries(PARTS.map((part) => [part, url[part]]));
}

/** What addresses are made of, and what makes the parser change them. */
const pieces = fc.constantFrom(
  ..."http:// https:// HTTPS:// a www. example.com m. -x x- x--y xn--fsqu00a EXAMPLE .com . .. / // /./ /../ /.. %2e %2E %41 %e4%b8%ad % ? ?? # ## #/ #!/ & = + ' ( ) * , ; : :80 :443 :8080 @ u:p@ | \\ ^ ` { } < > [ ] ~ _ $ ! \t \n 中 é 1 127.0.0.1 0x7f 123456 com1 localhost".split(
    " ",
  ),
  " ",
  '"',
);

describe("parseHttpUrl", () => {
  it("[U18] says of every address what the platform's parser says", () => {
    const rest = fc.array(pieces, { maxLength: 8 }).map((all) => all.join(""));
    const start = fc.constantFrom("https://example.com", "http://a.example.org/", "https://", "");
    fc.assert(
      fc.property(fc.tuple(start, rest), ([from, more]) => {
        const text = `${from}${more}`;
        expect(ours(text)).toEqual(byPlatform(text));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    "https://example.com",
    "https://example.com/",
    "https://example.com/a/b.html?x=1&y=%20#top",
    "https://example.com/?",
    "https://example.com/#",
    "https://example.com/a..b/c...",
    "https://example.com/a/..",
    "https://example.com/%2E%2e/a",
    "https://example.com./a",
    "https://a_b.example.com/",
    "https://1.2.3.4/",
    "https://example.1/",
    "https://r3---sn-a.example.com/",
    "https://xn--a.example/",
    "https://example.com/it's?it's#it's",
  ])("[U18] reads %s as the platform does", (text) => {
    expect(ours(text)).toEqual(byPlatform(text));
  });
});
