/** What the reader makes of pages of our own words: code, formulas, notes, tables, readings, and pages that are no article. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openReaderKit, type ReaderKit } from "../reader-kit.contract";

const sentence =
  "The mill stands where the river bends, and whoever passes by can hear how much water there is.";
const prose = `<p>${sentence}</p>`.repeat(4);
const pageOf = (body: string, head = ""): string =>
  `<!doctype html><html><head><meta charset="utf-8"><title>Mill</title>${head}</head><body><main><article><h1>Mill</h1>${prose}${body}${prose}</article></main></body></html>`;

let kit: ReaderKit;
beforeAll(async () => {
  kit = await openReaderKit();
});
afterAll(() => kit?.close());
const read = (body: string, head?: string) => kit.read("https://mill.example/notes/1", pageOf(body, head));

describe("code", () => {
  const lines = "if (a < b) {\n\n\treturn `x`;\n}";
  const escaped = lines.split("\n").map((line) => line.replaceAll("<", "&lt;"));
  const shapes: Readonly<Record<string, string>> = {
    "an element for each line": `<pre><code class="language-ts">${escaped.map((line) => `<div class="token-line">${line}</div>`).join("")}</code></pre>`,
    "lines drawn as blocks by style": `<style>.l{display:block}</style><pre class="language-ts">${escaped.map((line) => `<span class="l">${line}</span>`).join("")}</pre>`,
    "a block of code without pre": `<code class="language-ts" style="display:block;white-space:pre">${escaped.map((line) => `<div>${line || "<br>"}</div>`).join("")}</code>`,
    "breaks by element": `<pre data-lang="ts">${escaped.join("<br>")}</pre>`,
    "line numbers in the text": `<pre class="language-ts">${escaped.map((line, i) => `<span class="lineno">${i + 1} </span>${line}`).join("\n")}</pre>`,
    "line numbers that cannot be selected": `<pre class="language-ts">${escaped.map((line, i) => `<span style="user-select:none">${i + 1}</span>${line}`).join("\n")}</pre>`,
    "numbers beside it": `<table class="highlighttable"><tr><td class="linenos"><pre>1\n2\n3\n4</pre></td><td class="code"><pre class="language-ts">${escaped.join("\n")}</pre></td></tr></table>`,
    "a table of numbered lines": `<table class="x" data-lang="ts">${escaped.map((line, i) => `<tr><td data-line-number="${i + 1}"></td><td class="blob-code">${line}</td></tr>`).join("")}</table>`,
    CodeMirror: `<div class="CodeMirror" data-lang="ts"><div class="CodeMirror-code">${escaped.map((line, i) => `<div><div class="CodeMirror-gutter-wrapper"><div class="CodeMirror-linenumber">${i + 1}</div></div><pre class="CodeMirror-line"><span>${line || "\u200b"}</span></pre></div>`).join("")}</div></div>`,
    "CodeMirror 6": `<div class="cm-editor" data-lang="ts"><div class="cm-gutters">1 2 3 4</div><div class="cm-content">${escaped.map((line) => `<div class="cm-line">${line || "<br>"}</div>`).join("")}</div></div>`,
    Crayon: `<div class="crayon-syntax" data-lang="ts"><table><tr><td class="crayon-nums"><div>1</div><div>2</div><div>3</div><div>4</div></td><td class="crayon-code">${escaped.map((line) => `<div class="crayon-line">${line || "&nbsp;"}</div>`).join("")}</td></tr></table></div>`,
    "a button inside": `<pre class="language-ts">${escaped.join("\n")}<button>Copy</button></pre>`,
  };
  for (const [name, html] of Object.entries(shapes))
    it(`[D23] is exact however it is drawn: ${name}`, async () => {
      const { article, markdown } = await read(html);
      expect(article.codes.map(({ text }) => text.replaceAll("\u00a0", ""))).toEqual([lines]);
      expect(article.codes[0]!.language).toBe("ts");
      expect(markdown.replaceAll("\u00a0", "")).toContain(`\`\`\`ts\n${lines}\n\`\`\``);
    });

  it("[D23] keeps prompts, digits of the code and words within a line", async () => {
    const { article } = await read(
      '<pre><span style="user-select:none">... </span>for i in 1\n<span style="user-select:none">$ </span>ls</pre><p>Use <code>a\nb</code> here.</p>',
    );
    expect(article.codes.map(({ text }) => text)).toEqual(["... for i in 1\n$ ls"]);
    expect(article.html).toContain("<code>a\nb</code>");
  });
});

describe("parts of an article", () => {
  it("[D29] the title is not said again at the opening, in any script; another heading stays", async () => {
    const chinese = (heading: string, title: string) =>
      kit.read(
        "https://mill.example/notes/2",
        `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>${title}</title></head><body><main><article><h1>${heading}</h1>${"<p>磨坊立在河湾处，过路的人都能听见今年的水有多大，也能猜到面粉的价钱。</p>".repeat(8)}</article></main></body></html>`,
      );
    const [own, withSite, other] = [
      await chinese("河湾的磨坊", "河湾的磨坊"),
      await chinese("河湾的磨坊", "河湾的磨坊 - 乡间笔记"),
      await chinese("第一章", "河湾的磨坊"),
    ];
    expect(own.article.html).not.toContain("河湾的磨坊");
    expect(withSite.article.html).not.toContain("河湾的磨坊");
    expect(other.article.html).toContain("第一章");
  });

  it("[D24] formulas keep their MathML and their TeX, whoever drew them", async () => {
    const mathml =
      '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi></mrow><annotation encoding="application/x-tex">E=m</annotation></semantics></math>';
    const { html, markdown, article } = await read(`
      <p>By KaTeX <span class="katex"><span class="katex-mathml">${mathml}</span><span class="katex-html" aria-hidden="true">E=mE</span></span>.</p>
      <p><span class="katex-display"><span class="katex"><span class="katex-mathml">${mathml}</span><span class="katex-html" aria-hidden="true">E</span></span></span></p>
      <p>By MathJax 2 <span class="MathJax_Preview">p</span><span class="MathJax" data-mathml='<math><mi>q</mi></math>'>drawn</span><script type="math/tex">q_1</script>.</p>
      <p>By MathJax 3 <mjx-container class="MathJax" jax="CHTML"><mjx-math aria-hidden="true"></mjx-math><mjx-assistive-mml><math><mi>z</mi></math></mjx-assistive-mml></mjx-container>.</p>
      <p>As a picture <img class="latex" src="https://mill.example/f.png" alt="\\frac{a}{b}">.</p>`);
    expect(html.match(/<math/g)).toHaveLength(5);
    expect(html).toContain('alttext="E=m"');
    expect(html).not.toMatch(/drawn|annotation|E=mE/);
    expect(markdown).toContain("By KaTeX $E=m$.");
    expect(markdown).toContain("$$\nE=m\n$$");
    expect(markdown).toContain("$q_1$");
    expect(markdown).toContain("By MathJax 3 z.");
    expect(markdown).toContain("$\\frac{a}{b}$");
    expect(article.text).toContain("By KaTeX $E=m$.");
  });

  it("[D25] notes stay with their marks, there and back, also from the foot of the page", async () => {
    const notes =
      '<ol><li id="fn1"><p>By the miller’s word. <a href="#fnref1">↩</a></p></li><li id="fn2"><p>Twice.</p></li></ol>';
    const body = `<p>It is old<sup id="fnref1"><a href="#fn1">1</a></sup> and was rebuilt<a href="https://mill.example/notes/1#fn2"><sup>2</sup></a>.</p>`;
    for (const foot of [
      pageOf(`${body}<section class="footnotes">${notes}</section>`),
      pageOf(body).replace(
        "</body>",
        `<footer class="site-footer"><div class="footnotes">${notes}</div></footer></body>`,
      ),
    ]) {
      const { html, markdown } = await kit.read("https://mill.example/notes/1", foot);
      expect(html).toMatch(/href="#fn1"/);
      expect(html).toMatch(/href="#fn2"/);
      expect(html.match(/id="fn1"/g)).toHaveLength(1);
      expect(html).toContain('href="#fnref1"');
      expect(html).toContain('id="fnref1"');
      expect(markdown).toContain("old[^1] and was rebuilt[^2].");
      expect(markdown).toContain("[^1]: By the miller’s word.");
      expect(markdown).not.toContain("↩");
    }
  });

  it("[D26] tables keep captions and spans, lists their nesting, readings, terms and details their form", async () => {
    const { html, markdown, article } = await read(`
      <table><caption>Water by month</caption><thead><tr><th colspan="2">Spring</th></tr></thead><tbody><tr><td rowspan="2">March</td><td>high</td></tr><tr><td>higher</td></tr></tbody></table>
      <ul><li>wheel<ol><li>rim</li><li>spokes<ul><li>oak</li></ul></li></ol></li></ul>
      <dl><dt>Sluice</dt><dd>A gate for water.</dd></dl>
      <details open><summary>More</summary><p>There is a second wheel, which nobody has seen turning since the flood.</p></details>
      <p><ruby>水車<rt>すいしゃ</rt></ruby> is a word for it, and so is <ruby>水<rp>(</rp><rt>みず</rt><rp>)</rp></ruby>.</p>
      <figure><img src="https://mill.example/wheel.jpg" alt="A wheel" width="400" height="300"><figcaption>The wheel in May.</figcaption></figure>
      <blockquote><p>Water never waits.</p></blockquote>`);
    for (const part of [
      "<caption>",
      'colspan="2"',
      'rowspan="2"',
      "<dt>",
      "<dd>",
      "<summary>",
      "<rt>",
      "<figcaption>",
      "<blockquote>",
    ])
      expect(html).toContain(part);
    expect(html).toMatch(/<ol>\s*<li>rim<\/li>\s*<li>spokes<ul>/);
    expect(markdown).toContain("**Water by month**");
    expect(markdown).toContain("March");
    expect(markdown).toMatch(/- {3}wheel\n\s+1\. {2}rim\n\s+2\. {2}spokes\n\s+- {3}oak/);
    expect(markdown).toContain("**Sluice**");
    expect(markdown).toContain("**More**");
    expect(markdown).toContain("水車(すいしゃ)");
    expect(markdown).toContain("水(みず)");
    expect(markdown).toContain("The wheel in May.");
    expect(article.text).toContain("水車(すいしゃ) is a word");
  });

  it("[D21] leaves out what a second extractor does not count to the text, and no sentence, code or heading", async () => {
    const menu = ["Home", "News", "Sports", "Weather"]
      .map((name) => `<li><a href="/${name}">${name}</a></li>`)
      .join("");
    const { article } = await read(`<h2>The wheel</h2><p>Turn it.</p><pre>turn()</pre>`);
    expect(article.text).toContain("The wheel");
    expect(article.text).toContain("Turn it.");
    expect(article.codes).toHaveLength(1);
    const withMenu = await kit.read(
      "https://mill.example/2",
      pageOf("").replace("<article>", `<div class="x"><ul>${menu}</ul></div><article>`),
    );
    expect(withMenu.article.text).not.toContain("Weather");
  });

  it("[D20] reads what stands in shadow trees, and pictures that draw an emoji as the character", async () => {
    const { article } = await kit.read(
      "https://mill.example/3",
      `<!doctype html><title>t</title><main><x-story><template shadowrootmode="open"><article><h1>Told</h1>${prose}<slot></slot></article></template><p>Between the lines: ${sentence} <img class="emoji" alt="🌊" src="/e.png"></p></x-story></main>`,
    );
    expect(article.text).toContain("The mill stands");
    expect(article.text).toContain("Between the lines");
    expect(article.text).toContain("🌊");
    expect(article.isArticle).toBe(true);
  });
});

describe("pages that are no article", () => {
  const teaser = (i: number): string =>
    `<div class="card"><h2><a href="/story-${i}">A story of some kind, number ${i}</a></h2><p>What happened there on day ${i} will be told inside, in many more words than these few here.</p></div>`;
  const many = Array.from({ length: 14 }, (_, i) => teaser(i)).join("");
  const none: Readonly<Record<string, string>> = {
    "a home page": `<h1>The Mill Post</h1>${many}`,
    "search results": `<form><input name="q" value="mill"></form><p>14 results for mill, in 0.2 seconds.</p>${many}`,
    "a login": `<h1>Sign in</h1><form><input name="u"><input type="password" name="p"><button>Sign in</button></form><p>By signing in you agree to the terms of this service, which you can read at any time. We never share what you write with anybody, and you can leave whenever you like.</p>`,
    "a list of links": `<h1>All pages</h1><ul>${Array.from({ length: 60 }, (_, i) => `<li><a href="/p${i}">Page ${i} of the handbook, on wheels</a></li>`).join("")}</ul>`,
    "an application": `<div role="toolbar">${"<button>Tool</button>".repeat(20)}</div><canvas width="900" height="600"></canvas><div>Layers</div><div>No selection</div>`,
    "an empty page": "",
    首页: `<h1>水磨日报</h1>${Array.from({ length: 20 }, (_, i) => `<div><h3><a href="/s/${i}">第${i}条新闻的标题写在这里</a></h3><p>这里是第${i}条的摘要，只写了一句话就结束了，详情请点进去看。</p></div>`).join("")}`,
  };
  for (const [name, body] of Object.entries(none))
    it(`[D27] says so of ${name}`, async () => {
      const { article } = await kit.read(
        "https://mill.example/all",
        `<!doctype html><title>t</title><body>${body}</body>`,
      );
      expect(article.isArticle).toBe(false);
    });

  it("[D27] not of an article, be it short, Chinese, or mostly code", async () => {
    expect((await read("")).article.isArticle).toBe(true);
    const chinese = "水磨坊立在河弯处，路过的人都能听出今年的水大不大。".repeat(8);
    const page = (body: string): string =>
      `<!doctype html><title>t</title><body><article><h1>t</h1>${body}</article></body>`;
    expect((await kit.read("https://mill.example/zh", page(`<p>${chinese}</p>`))).article.isArticle).toBe(
      true,
    );
    const code = page(
      `<p>Do this first, and then wait for the wheel to stop turning:</p><pre>${"stop --slowly\n".repeat(20)}</pre>`,
    );
    expect((await kit.read("https://mill.example/code", code)).article.isArticle).toBe(true);
  });
});
