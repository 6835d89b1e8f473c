import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressesIn, addressIn } from "./shared-text";

describe("addressIn", () => {
  it.each([
    ["https://example.com/plain", "https://example.com/plain"],
    ["Look at this https://example.com/a?b=c. Great!", "https://example.com/a?b=c"],
    ["【某某标题】https://example.com/s/abc 复制本条信息，打开App查看", "https://example.com/s/abc"],
    [
      "我发现了一篇好文章：https://mp.weixin.qq.com/s/XXXXXXXXXXXXXXXXXXXXXX，推荐给你",
      "https://mp.weixin.qq.com/s/XXXXXXXXXXXXXXXXXXXXXX",
    ],
    [
      "68 某某发布了一篇小红书笔记，快来看吧！ 😆 http://xhslink.com/a/AbCdEf，复制本条信息，打开【小红书】App查看精彩内容！",
      "http://xhslink.com/a/AbCdEf",
    ],
    ["(see https://en.wikipedia.org/wiki/Foo_(bar))", "https://en.wikipedia.org/wiki/Foo_(bar)"],
    ["https://v.douyin.com/iAbC12/复制此链接，打开抖音搜索", "https://v.douyin.com/iAbC12/"],
    ["看这个https://b23.tv/AbCdEf。很好看", "https://b23.tv/AbCdEf"],
    ["《标题》https：／／example.com/a", "https://example.com/a"],
    ["「https://example.com/a」", "https://example.com/a"],
    ["https://example.com/a,https://example.com/b", "https://example.com/a"],
    ["[words](https://example.com/a_(b)),more", "https://example.com/a_(b)"],
    ['<a href="https://example.com/a">', "https://example.com/a"],
    ["https://example.com/a…", "https://example.com/a"],
    ["**https://example.com/a**", "https://example.com/a"],
    ["维基 https://zh.wikipedia.org/wiki/链接 不错", "https://zh.wikipedia.org/wiki/%E9%93%BE%E6%8E%A5"],
    ["https://example.com/abc很好", "https://example.com/abc"],
    [
      "https://web.archive.org/web/2020/https://example.com/a",
      "https://web.archive.org/web/2020/https://example.com/a",
    ],
    ["no scheme: www.example.com/a, ok?", "https://www.example.com/a"],
    ["看看 example.com/a/b 这个", "https://example.com/a/b"],
    ["http://[::1]:8080/a]", "http://[::1]:8080/a"],
  ])("[U6] in %j finds %s", (text, url) => expect(addressIn(text)?.url).toBe(url));

  it.each([
    "no link here at all",
    "",
    "1.5/2 and/or e.g./i.e.",
    "javascript:alert(1)",
    "mail me@example.com/x",
    "https://",
    "打开【小红书】App",
  ])("[U6] in %j finds none", (text) => expect(addressIn(text)).toBeNull());

  it.each([
    ["【某某标题】https://example.com/s/abc 复制本条信息，打开App查看", "某某标题"],
    ["《一本书的名字》 https://example.com/a", "一本书的名字"],
    [
      "68 某某发布了一篇小红书笔记，快来看吧！ 😆 http://xhslink.com/a/AbCdEf，复制本条信息，打开【小红书】App查看精彩内容！",
      "某某发布了一篇小红书笔记",
    ],
    ["A Title of an Article - https://example.com/a", "A Title of an Article"],
    ["Look at this https://example.com/a?b=c. Great!", ""],
    ["我发现了一篇好文章：https://example.com/a，推荐给你", ""],
    ["https://example.com/plain", ""],
    ["(see https://example.com/a)", ""],
  ])("[U7] of %j the title is %j", (text, title) => expect(addressIn(text)?.title).toBe(title));
});

describe("addressesIn", () => {
  it("[U8] gives all in order, each once", () => {
    const text = "https://example.com/b\n1. https://example.com/a, https://example.com/b。http://例子.中国/";
    expect(addressesIn(text)).toEqual([
      "https://example.com/b",
      "https://example.com/a",
      "http://xn--fsqu00a.xn--fiqs8s/",
    ]);
  });
  it("[U8] finds an address between any two pieces of punctuation", () => {
    const before = fc.constantFrom("", " ", "（", "【", "：", "看", "\n", "(", "《x》", "“");
    const after = fc.constantFrom(
      "",
      " ",
      "）",
      "】",
      "，推荐",
      "。",
      "\n",
      ")",
      ". Next",
      "”",
      "！！",
      "…",
      ", ",
    );
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), before, after, (url, left, right) => {
        // A sentence mark at an address's own end cannot be told from the sentence's.
        fc.pre(/[\w/=-]$/.test(url) && !/[()]/.test(url));
        expect(addressesIn(left + url + right)).toEqual([new URL(url).href]);
      }),
      { verbose: 1 },
    );
  });
  it("[U8] an address that is too long is none, it is not cut to another one", () => {
    const long = `https://example.com/${"a".repeat(5000)}`;
    expect(addressesIn(long)).toEqual([]);
    expect(addressesIn(`see ${long} and https://example.com/b`)).toEqual(["https://example.com/b"]);
  });
  it("[U8] never throws and stays quick on any text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from("(((http://a.b/【】链。x ")), maxLength: 300 }),
        (text) => {
          expect(addressesIn(text).every((url) => url.startsWith("http"))).toBe(true);
        },
      ),
    );
    expect(addressesIn("https://example.com/(".repeat(20_000)).length).toBeLessThanOrEqual(1);
    expect(addressesIn("a-".repeat(20_000))).toEqual([]);
  });
});
