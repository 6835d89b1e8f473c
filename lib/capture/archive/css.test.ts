/** Style sheet rewriting: what changes, and that nothing else does. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCss } from "./css-charset";
import { cssUnquote } from "./css-tokens";
import { rewriteCss, type CssContext } from "./css";

const sheets: Record<string, string> = {
  "http://a.test/css/deep.css": ".deep{background:url(pic.png)}",
  "http://a.test/css/open.css": "@media print{.x{color:red}",
  "http://a.test/css/self.css": '@import "self.css";.s{}',
};
const asked = new Set<string>();
const context = (more: Partial<CssContext> = {}): CssContext => ({
  base: "http://a.test/css/main.css",
  hasCustomElements: false,
  seen: null,
  nameOf: (url, kind) =>
    Promise.resolve(url.includes("missing") ? null : `cas:${kind}:${url.replace("http://a.test", "")}`),
  sheetOf: (url) => Promise.resolve(url in sheets ? { text: sheets[url]!, base: url } : null),
  onOriginal: (name) => asked.add(name),
  ...more,
});
const rewrite = (text: string, more: Partial<CssContext> = {}): Promise<string> =>
  rewriteCss(text, context(more));

describe("style sheets", () => {
  it("[F6] words of a sheet are no names of resources", async () => {
    const name = `cas:${"0".repeat(64)}`;
    const done = await rewrite(`a::before{content:"${name}";background:url(${name})}`, {
      nameOf: () => Promise.resolve(null),
    });
    expect(done).not.toContain(name);
    expect(done).toContain(String.raw`content:"cas\3a 0000`);
  });

  it.each([
    ["a{b:url(x.png)}", 'a{b:url("cas:image:/css/x.png")}'],
    ["a{b:url( 'x y.png' )}", 'a{b:url("cas:image:/css/x%20y.png")}'],
    ['a{b:URL("../x.png") no-repeat}', 'a{b:url("cas:image:/x.png") no-repeat}'],
    ["a{b:url(x\\).png)}", 'a{b:url("cas:image:/css/x).png")}'],
    ["a{b:url(missing.png)}", 'a{b:url("data:,")}'],
    ["a{b:url(#local)}", "a{b:url(#local)}"],
    [
      "@font-face{src:url(f.woff2) format('woff2')}a{b:url(x)}",
      '@font-face{src:url("cas:font:/css/f.woff2") format(\'woff2\')}a{b:url("cas:image:/css/x")}',
    ],
    [
      'a{b:image-set("x.png" 1x, url(y.png) 2x type("image/png"))}',
      'a{b:image-set(url("cas:image:/css/x.png") 1x, url("cas:image:/css/y.png") 2x type("image/png"))}',
    ],
    ['a::after{content:"url(x.png)"}', 'a::after{content:"url(x.png)"}'],
    ["/* url(x.png) */a{}", "/* url(x.png) */a{}"],
  ])("[F3] %s", async (text, expected) => {
    expect(await rewrite(text)).toBe(expected);
  });

  it("[F3] moves imported sheets in, with their conditions, each from its own address", async () => {
    expect(await rewrite('@import "deep.css";a{}')).toBe(
      '.deep{background:url("cas:image:/css/pic.png")}a{}',
    );
    expect(
      await rewrite("@import url(deep.css) layer(base) supports(display:grid) screen and (width > 1px);"),
    ).toBe(
      '@layer base{@supports (display:grid){@media screen and (width > 1px){.deep{background:url("cas:image:/css/pic.png")}}}}',
    );
    expect(await rewrite("@import 'open.css' screen;b{}")).toBe(
      "@media screen{@media print{.x{color:red}}}b{}",
    );
    expect(await rewrite("@import 'gone.css';b{}")).toBe("b{}");
    expect((await rewrite("@import 'self.css';")).match(/\.s/g)).toHaveLength(6);
  });

  it("[F4] lets selectors follow attributes whose value had to change", async () => {
    asked.clear();
    expect(await rewrite('a[href^="http"],a[ target ],a[title]{}')).toBe(
      'a[data-ls-href^="http"],a[ data-ls-target ],a[title]{}',
    );
    expect(asked).toEqual(new Set(["href", "target"]));
    expect(await rewrite("x:not(:defined){}y:defined{}", { hasCustomElements: true })).toBe(
      "x[data-ls-undefined]{}y:not([data-ls-undefined]){}",
    );
  });

  it("[F3] leaves text without addresses byte for byte, and throws at nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
        const plain = text.replaceAll(/[[@(]/g, "");
        expect(await rewrite(plain)).toBe(
          plain.replace(/^\ufeff/, plain.startsWith("\ufeff@charset") ? "" : "\ufeff"),
        );
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            "url(",
            '"',
            "@import ",
            "}",
            "{",
            ";",
            "a",
            ")",
            "/*",
            "image-set(",
            "\\",
            "[href",
            " ",
          ),
        ),
        async (parts) => {
          expect(typeof (await rewrite(parts.join("")))).toBe("string");
        },
      ),
    );
  });

  it("[F3] reads bytes by mark, header, @charset and document, in this order", () => {
    const gbk = new Uint8Array([0x2e, 0xd6, 0xd0]);
    expect(decodeCss(gbk, "text/css; charset=gbk", "utf-8")).toBe(".中");
    expect(decodeCss(gbk, "text/css", "gbk")).toBe(".中");
    expect(decodeCss(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]), "text/css; charset=gbk", "gbk")).toBe("a");
    expect(decodeCss(Buffer.from('@charset "gbk";\xd6\xd0', "latin1"), "", "utf-8")).toBe(
      '@charset "gbk";中',
    );
    expect(cssUnquote('"a\\62 c\\"d"')).toBe('abc"d');
  });
});
