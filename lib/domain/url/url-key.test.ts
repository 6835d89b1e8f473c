import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trackedAnywhere, trackedOnSites } from "./tracking";
import { cleanUrl, urlKey } from "./url-key";

describe("urlKey", () => {
  const same: readonly (readonly [string, readonly string[]])[] = [
    [
      "[U10] scheme, case of host, default port, final dot",
      ["http://Example.COM:80/a", "https://example.com:443/a", "https://example.com./a"],
    ],
    [
      "[U10] trailing slash, empty query and fragment",
      [
        "https://example.com/a/",
        "https://example.com/a?",
        "https://example.com/a#",
        "https://example.com/a//",
      ],
    ],
    [
      "[U10] places within the page",
      ["https://example.com/a#top", "https://example.com/a#:~:text=b", "https://example.com/a"],
    ],
    [
      "[U10] order and emptiness of parameters",
      ["https://example.com/?b=2&a=1", "https://example.com/?a=1&&b=2&", "https://example.com?a=1&b=2"],
    ],
    ["[U11] percent-encoding", ["https://example.com/%7euser/%28a%29", "https://example.com/~user/(a)"]],
    [
      "[U11] encoding in parameters",
      [
        "https://example.com/?q=a%20b&u=https%3A%2F%2Fc.example%2F",
        "https://example.com/?q=a+b&u=https://c.example/",
      ],
    ],
    ["[U11] case of escapes", ["https://example.com/%e4%b8%ad", "https://example.com/中"]],
    ["[U11] internationalised hosts", ["https://例子.中国/", "https://xn--fsqu00a.xn--fiqs8s"]],
    ["[U12] www", ["https://www.example.com/a", "https://example.com/a"]],
    [
      "[U12] mobile hosts",
      [
        "https://m.example.com/a",
        "https://mobile.example.com/a",
        "https://example.com/a",
        "https://www.m.example.com/a",
      ],
    ],
    [
      "[U12] mobile hosts in the middle",
      ["https://en.m.wikipedia.org/wiki/A", "https://en.wikipedia.org/wiki/A"],
    ],
    [
      "[U13] tracking parameters",
      ["https://example.com/a?utm_source=x&UTM_Medium=y&fbclid=z", "https://example.com/a"],
    ],
    [
      "[U13] session ids in the path",
      ["https://example.com/a;jsessionid=1F?b=1", "https://example.com/a?b=1"],
    ],
    ["[U14] slash at the end of a route", ["https://example.com/#/inbox/", "https://example.com/#/inbox"]],
  ];
  it.each(same)("%s make no difference", (_, urls) => expect(new Set(urls.map(urlKey)).size).toBe(1));

  it.each([
    ["[U10] path case", "https://example.com/A", "https://example.com/a"],
    ["[U10] ports", "https://example.com:8443/", "https://example.com/"],
    ["[U10] values", "https://example.com/?a=1", "https://example.com/?a=2"],
    ["[U10] order of equal names", "https://example.com/?a=1&a=2", "https://example.com/?a=2&a=1"],
    ["[U11] an encoded slash", "https://example.com/a%2Fb", "https://example.com/a/b"],
    ["[U11] a plus in a value", "https://example.com/?q=a%2Bb", "https://example.com/?q=a+b"],
    ["[U12] sites of people", "https://m.github.io/", "https://github.io/"],
    ["[U12] names below a registry", "https://m.co.uk/", "https://co.uk/"],
    ["[U12] www as a name", "https://www.com/", "https://com/"],
    ["[U12] other subdomains", "https://blog.example.com/", "https://example.com/"],
    ["[U13] parameters that only look alike", "https://example.com/?s=20", "https://example.com/"],
    ["[U14] hash-bang routes", "https://example.com/#!/a", "https://example.com/#!/b"],
    ["[U14] hash routes", "https://example.com/#/a", "https://example.com/"],
    ["[U14] named routes", "https://mail.example.com/#inbox/a", "https://mail.example.com/#inbox/b"],
  ])("%s make a difference", (_, one, other) => expect(urlKey(one)).not.toBe(urlKey(other)));

  const messy = fc
    .tuple(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.array(
        fc.oneof(
          fc.constantFrom(
            "/",
            "//",
            "%2f",
            "%41",
            "%c3%a4",
            "%",
            "?",
            "&",
            "=",
            "#",
            "#/",
            "#!",
            ";jsessionid=1",
            "..",
            ".",
            "'",
            "+",
            "%20",
            "utm_a=1",
            "ä",
            "|",
            ":~:text=",
            "%3B",
            "\\",
          ),
          fc.string({ maxLength: 3 }),
        ),
        { maxLength: 8 },
      ),
    )
    .map(([url, tail]) => url + tail.join(""));
  it("[U15] is its own key, for any address", () => {
    fc.assert(
      fc.property(messy, (url) => {
        expect(urlKey(urlKey(url))).toBe(urlKey(url));
      }),
      { numRuns: 5000, verbose: 1 },
    );
  });
  it("[U15] is its own key for hosts of dots, too", () => {
    for (const url of ["http://..//http://", "http://./", "http://a..", "http://www../"]) {
      expect(urlKey(urlKey(url))).toBe(urlKey(url));
    }
  });
  it("[U15] is its own key for what is no address, too", () => {
    for (const text of ["", "  words ", "mailto:a@b", "http://", "javascript:alert(1)"]) {
      expect(urlKey(urlKey(text))).toBe(text.trim());
    }
  });
});

describe("tracking parameters", () => {
  const rows = [...trackedAnywhere.map((row) => ({ ...row, hosts: "example.org" })), ...trackedOnSites];
  const names = rows.flatMap((row) =>
    row.names
      .split(" ")
      .flatMap((name) =>
        row.hosts
          .split(" ")
          .map((host) => [name.replaceAll("*", "abc"), host.replace("*", "co.uk")] as const),
      ),
  );
  it("[U16] every row shortens its own example", () => {
    expect(rows.filter((row) => cleanUrl(row.example).length >= row.example.length)).toEqual([]);
  });
  it("[U16] every name of every row is removed on its hosts, in any case of letters, and nothing else is", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.boolean(),
        fc.stringMatching(/^[a-z0-9%]{0,5}$/),
        ([name, host], upper, value) => {
          const parameter = `${upper ? name.toUpperCase() : name}=${value}`;
          const kept = `https://www.${host}/a?x-first=1&x-last=2`;
          expect(cleanUrl(`https://www.${host}/a?x-first=1&${parameter}&x-last=2`)).toBe(kept);
          expect(urlKey(`https://www.${host}/a?${parameter}&x-last=2&x-first=1`)).toBe(urlKey(kept));
        },
      ),
      { numRuns: names.length * 8, verbose: 1 },
    );
  });
  it("[U16] names are lower case and stand in one row only for one host", () => {
    const all = names.map(([name, host]) => `${host} ${name}`);
    expect(all.filter((name, at) => name !== name.toLowerCase() || all.indexOf(name) !== at)).toEqual([]);
  });
  it("[U16] the parameters that pages need stay", () => {
    for (const url of [
      "https://www.youtube.com/watch?v=a&t=10&list=b",
      "https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1&sn=b",
      "https://www.bilibili.com/video/BV1?p=2&t=3",
      "https://item.taobao.com/item.htm?id=1",
      "https://www.google.com/search?q=a&tbm=isch&start=10",
      "https://www.amazon.de/s?k=a&ref=b",
      "https://www.xiaohongshu.com/explore/1?xsec_token=a",
      "https://example.com/?s=a&t=b&source=c&si=d&ref=e",
    ]) {
      expect(cleanUrl(url)).toBe(url);
    }
  });
});

describe("cleanUrl", () => {
  it("[U17] changes nothing where there is nothing to remove", () => {
    for (const url of ["http://Example.com:80/%7ea/?b=&a=%20&&#c", "https://example.com/?", "no address"]) {
      expect(cleanUrl(url)).toBe(url);
    }
  });
  it("[U17] keeps the rest byte for byte, the fragment too", () => {
    expect(cleanUrl("http://A.example/?b=%20&utm_source=x&a=+#utm_source=y")).toBe(
      "http://A.example/?b=%20&a=+#utm_source=y",
    );
    expect(cleanUrl("https://example.com/?fbclid=x#c")).toBe("https://example.com/#c");
  });
  it("[U17] keeps the key, and cleaning again changes nothing", () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withFragments: true, withQueryParameters: true }),
        fc.stringMatching(/^[?&](utm_a=1|b=2|si=3|gclid)$/),
        (url, tail) => {
          const clean = cleanUrl(url + tail);
          expect(cleanUrl(clean)).toBe(clean);
          expect(urlKey(clean)).toBe(urlKey(url + tail));
        },
      ),
      { verbose: 1 },
    );
  });
});
