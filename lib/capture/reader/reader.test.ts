/** Sanitising, Markdown and the return of code blocks, without a browser. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resourceHashes } from "../../domain/artifact";
import { CODE_SENTENCE, codeToken } from "../frozen";
import { restoreCodeInHtml, restoreCodeInMarkdown } from "./code";
import { countWords, firstSentences, isoDate, languageTag, pageFacts } from "./facts";
import { htmlToMarkdown } from "./markdown";
import { articlePictures, sanitizeArticle } from "./sanitize";

const nonce = "abc123";
const place = (index: number): string => `${codeToken(nonce, index)} ${CODE_SENTENCE}`;

describe("article", () => {
  it("[D3] lets nothing through that runs, loads or styles", () => {
    const hostile = `<p onclick="x" style="color:red" class="c">a<script>1</script><a href="javascript:1">j</a><a href="http://a.test/">ok</a>
      <img src="http://evil.test/x.png" alt="words"><img src="http://evil.test/y.png"><svg><script>1</script></svg>
      <iframe srcdoc="<script>1</script>"></iframe><form action=x><input value=v></form><style>p{}</style>
      <math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=1&gt;"></table></math><xmp><img src=x onerror=1></xmp>`;
    const clean = sanitizeArticle(hostile, new Map());
    expect(clean).not.toMatch(
      /onclick|onerror=1>|javascript:|<script|<style|<iframe|<form|<input|<svg|evil\.test|style=/,
    );
    expect(clean).toContain('<a href="http://a.test/">ok</a>');
    expect(clean).toContain('<img alt="words" />');
  });

  it("[D3] CAP-051: nothing here runs what it reads, and no package that could is asked for", () => {
    const html = `<script>globalThis.ran = 1</script><img src=x onerror="globalThis.ran = 2"><svg onload="globalThis.ran = 3"></svg><p>words</p>`;
    expect(sanitizeArticle(html, new Map())).toContain("<p>words</p>");
    expect(htmlToMarkdown(html)).toContain("words");
    expect("ran" in globalThis).toBe(false);
    const manifest = readFileSync(new URL("../../../package.json", import.meta.url), "utf8");
    expect(manifest).not.toMatch(/"(jsdom|happy-dom|linkedom)"/);
  });

  it("[D3] shows pictures only under the names they were kept by", () => {
    const html = '<img src="http://a.test/1.png" width="3"><img src="http://a.test/2.png" alt="two">';
    expect(articlePictures(html)).toEqual(["http://a.test/1.png", "http://a.test/2.png"]);
    const name = `cas:${"a".repeat(64)}`;
    expect(sanitizeArticle(html, new Map([["http://a.test/1.png", name]]))).toBe(
      `<img width="3" src="${name}" /><img alt="two" />`,
    );
  });

  it("[F6] words of the page are no names of resources, in text, attributes and code", () => {
    const name = `cas:${"a".repeat(64)}`;
    const shown = sanitizeArticle(
      `<p title="${name}">${name} src="${name}"</p><img src="${name}" alt="${name}">`,
      new Map(),
    );
    expect(resourceHashes(shown)).toEqual([]);
    expect(shown.match(/cas&#58;a{64}/g)).toHaveLength(3);
    const html = restoreCodeInHtml(`<p>${place(0)}</p>`, [{ text: `get ${name}`, language: "" }], nonce);
    expect(resourceHashes(html)).toEqual([]);
  });

  it("[D1] puts any code back byte for byte, in HTML", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (text, language) => {
        const html = restoreCodeInHtml(`<p>a</p><p id="x">${place(0)}</p>`, [{ text, language }], nonce);
        const inside = /<code[^>]*>([\s\S]*)<\/code>/.exec(html)?.[1] ?? "";
        const back = inside
          .replaceAll("&#13;", "\r")
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">")
          .replaceAll("&amp;", "&");
        expect(back).toBe(text);
        expect(inside).not.toMatch(/[<>]/);
      }),
    );
  });

  it("[D1] puts code back into Markdown wherever it stood", () => {
    const code = { text: "a\n\n\tb ```` c\n", language: "ts" };
    const fences = (html: string): string => restoreCodeInMarkdown(htmlToMarkdown(html), [code], nonce);
    expect(fences(`<p>x</p><p>${place(0)}</p><p>y</p>`)).toBe("x\n\n`````ts\na\n\n\tb ```` c\n`````\n\ny");
    expect(fences(`<ul><li><p>one</p><p>${place(0)}</p></li></ul>`)).toContain(
      "    `````ts\n    a\n\n    \tb ```` c\n    `````",
    );
    expect(fences(`<blockquote><p>${place(0)}</p></blockquote>`)).toBe(
      "> `````ts\n> a\n>\n> \tb ```` c\n> `````",
    );
    expect(fences(`<ol><li>${place(0)}</li></ol>`)).toMatch(/^1\. {2}`````ts\n {4}a\n\n {4}\tb/);
    expect(fences(`<table><tr><th>h</th></tr><tr><td>${place(0)}</td></tr></table>`)).toContain(
      "<pre>a&#10;&#10;\tb ```` c&#10;</pre>",
    );
  });

  it("[D5] the article's first sentences stand in where a page does not describe itself", () => {
    const found = {
      title: "T",
      site: "",
      author: "",
      published: "",
      language: "",
      description: " Its own  words. ",
      icons: [],
      leadImages: [],
    };
    const opening = `The first sentence has some length to it. ${"The second one goes on and on, ".repeat(2)}and ends here. ${"A third is left out ".repeat(20)}.`;
    const facts = { title: "", author: "", published: "", site: "", language: "" };
    expect(pageFacts(found, { opening, facts }).description).toBe("Its own words.");
    const filled = pageFacts({ ...found, description: "" }, { opening, facts }).description;
    expect(filled).toMatch(/^The first sentence .* and ends here\.$/);
    expect(pageFacts({ ...found, description: "" }).description).toBe("");
    const long = firstSentences("word ".repeat(200));
    expect(long).toMatch(/^word .*word…$/);
    expect(long.length).toBeLessThanOrEqual(202);
    const chinese = firstSentences("这是第一句话，它说明了这篇文章的内容和目的。".repeat(20));
    expect(chinese).toMatch(/^这是.*目的。$/);
    expect(chinese.length).toBeGreaterThan(100);
  });

  it("[D4] reads dates and languages into their standard forms, or drops them", () => {
    expect(isoDate("2024-03-01")).toBe("2024-03-01");
    expect(isoDate("2024年3月1日")).toBe("2024-03-01");
    expect(isoDate("2024-03-01T10:00:00+08:00")).toBe("2024-03-01T02:00:00.000Z");
    expect(isoDate("yesterday")).toBe("");
    expect(languageTag("zh_CN")).toBe("zh-CN");
    expect(languageTag("EN-us")).toBe("en-US");
    expect(languageTag("not a tag")).toBe("");
    expect(countWords("Hello, wide world")).toBe(3);
    expect(countWords("你好 world 世界")).toBe(5);
  });
});
