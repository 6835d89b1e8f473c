/** Sites read by their own marks, on pages of our own words that carry those marks. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isoDate } from "../../reader/facts";
import { openReaderKit, type ReaderKit } from "../reader-kit.contract";

interface Case {
  readonly url: string;
  readonly title: string;
  readonly author: string;
  readonly published: string;
  readonly has: readonly string[];
  readonly lacks: readonly string[];
}

/** By the name of the page in `pages/`. */
const cases: Readonly<Record<string, Case>> = {
  wechat: {
    url: "https://mp.weixin.qq.com/s/abc",
    title: "河边的图书馆",
    author: "林晚",
    published: "2023-11-14T22:13:20.000Z",
    has: ["屋顶漏雨", "水涨多高", "```javascript\nconst books = 3;\n\n\u00a0 read(books);\n```"],
    lacks: ["扫一扫", "河岸笔记"],
  },
  "zhihu-answer": {
    url: "https://www.zhihu.com/question/1/answer/2",
    title: "为什么河水是弯的？",
    author: "江上客",
    published: "2023-05-06T07:08:09.000Z",
    has: [
      "> 平原上的河",
      "外侧的水流得快",
      "$r = \\frac{v^2}{g \\tan\\alpha}$",
      "(https://rivers.example/bends)",
      "一个弯",
    ],
    lacks: ["因为河也会累", "赞同", "关注问题"],
  },
  "zhihu-column": {
    url: "https://zhuanlan.zhihu.com/p/1",
    title: "水车是怎样省力的",
    author: "木匠老何",
    published: "2022-03-04T02:20:00.000Z",
    has: ["## 轮子", "```python\nfor leaf in wheel:\n    leaf.turn()\n```"],
    lacks: ["推荐阅读"],
  },
  juejin: {
    url: "https://juejin.cn/post/1",
    title: "给桥写测试",
    author: "阿桥",
    published: "2024-01-02T03:04:05.000Z",
    has: ["```js\nbridge.cross(truck);\nbridge.rest();\n```", "    -   二", "(https://bridge.example/)"],
    lacks: ["复制代码", "相关推荐", "color:red"],
  },
  csdn: {
    url: "https://blog.csdn.net/lock/article/details/1",
    title: "船闸的状态机",
    author: "闸工",
    published: "2021-07-08T01:10:11.000Z",
    has: ["```c\nenum lock { LOW, FILL,\n            HIGH, DRAIN };\n```", "| 低   | 开   |"],
    lacks: ["推荐文章", "登录后复制"],
  },
  "bilibili-video": {
    url: "https://www.bilibili.com/video/BV1xx",
    title: "三分钟修一条船",
    author: "船匠小周",
    published: "2024-02-02T20:05:06.000Z",
    has: ["先补底，再刷漆。", "https://boat.example/tools", "#手工 #船"],
    lacks: ["下一个视频"],
  },
  "bilibili-opus": {
    url: "https://www.bilibili.com/opus/1",
    title: "河灯的做法",
    author: "纸匠",
    published: "2023-09-10T03:12:00.000Z",
    has: ["红纸、竹篾", "先折纸"],
    lacks: ["展开阅读"],
  },
  "douban-review": {
    url: "https://movie.douban.com/review/1/",
    title: "水面之下",
    author: "看水的人",
    published: "2020-11-12T05:14:15.000Z",
    has: ["整部片子只有一条船", "(https://film.example/1)"],
    lacks: [],
  },
  "douban-film": {
    url: "https://movie.douban.com/subject/1/",
    title: "渡口",
    author: "",
    published: "",
    has: ["何渡", "91分钟", "★ 8.7", "摆渡人送走"],
    lacks: ["也喜欢"],
  },
  "github-readme": {
    url: "https://github.com/mill/wheel",
    title: "mill/wheel",
    author: "mill",
    published: "",
    has: ["# wheel", "```shell\nnpm install wheel\n```", "(https://github.com/mill/docs/use.md)"],
    lacks: ["Sign in", "src"],
  },
  "github-issue": {
    url: "https://github.com/mill/wheel/issues/7",
    title: "The wheel stops in winter",
    author: "anna",
    published: "2024-01-10T10:00:00.000Z",
    has: ["It freezes", "```\nwheel: stuck\n```", "## bo · 2024-01-11", "Use warmer water."],
    lacks: ["Assignees"],
  },
  "github-file": {
    url: "https://github.com/mill/wheel/blob/main/src/turn.ts",
    title: "turn.ts",
    author: "",
    published: "",
    has: [
      "```ts\n\nexport function turn(water: number): number {\n\treturn water < 0 ? 0 : water * 2;\n}\n```",
    ],
    lacks: [],
  },
  "stack-overflow": {
    url: "https://stackoverflow.com/questions/1/how-deep",
    title: "How deep is a river?",
    author: "waterman",
    published: "2019-08-07",
    has: [
      "I have a stick",
      "```py\nstick.length < river.depth\n```",
      "## ✓ diver · ▲ 34",
      "Tie the stone",
      "## joker · ▲ -1",
    ],
    lacks: ["longer stick", "Hot Network", "editor"],
  },
  "wikipedia-zh": {
    url: "https://zh.wikipedia.org/zh-tw/%E6%B0%B4%E8%BB%8A",
    title: "水車",
    author: "",
    published: "",
    has: ["**水車**是一種", "[^1]", "[^1]: 《河渠書》", "$P=\\rho gQh$", "## 歷史", "磨粉"],
    lacks: ["目錄", "編輯", "相關條目", "hatnote"],
  },
  youtube: {
    url: "https://www.youtube.com/watch?v=a",
    title: "Building a raft",
    author: "Raft School",
    published: "2022-02-03T18:00:00.000Z",
    has: ["Four barrels and a door.", '02:10 "Knots"', "https://raft.example/plan"],
    lacks: ["...more"],
  },
  x: {
    url: "https://x.com/mira_r/status/100",
    title: "Mira: The river rose two metres last night. Thread 🧵",
    author: "Mira",
    published: "2024-05-06T07:08:09.000Z",
    has: ["Thread 🧵", "Nobody was hurt.", "https://water.example/levels"],
    lacks: ["Glad to hear", "Trending"],
  },
};

let kit: ReaderKit;
beforeAll(async () => {
  kit = await openReaderKit();
});
afterAll(() => kit?.close());

const pageOf = (name: string): string => readFileSync(new URL(`pages/${name}.html`, import.meta.url), "utf8");

describe("sites", () => {
  for (const [name, { url, title, author, published, has, lacks }] of Object.entries(cases))
    it(`[D22] reads ${name} by its own marks`, async () => {
      const { article, markdown } = await kit.read(url, pageOf(name));
      expect(article.facts.title).toBe(title);
      expect(article.facts.author).toBe(author);
      expect(isoDate(article.facts.published).startsWith(published)).toBe(true);
      expect(published === "" ? "" : isoDate(article.facts.published)).toContain(published.slice(0, 10));
      for (const words of has) expect(markdown).toContain(words);
      for (const words of lacks) expect(markdown).not.toContain(words);
      expect(article.isArticle).toBe(true);
    });

  it("[D22] leaves a page without its site's marks to the general reader, and fails on none", async () => {
    const prose =
      "<p>A page that the site has built anew, with other names for all of its parts, still has words.</p>";
    const page = `<!doctype html><title>t</title><main><article><h1>New</h1>${prose.repeat(8)}</article></main>`;
    for (const { url } of Object.values(cases)) {
      const { article } = await kit.read(url, page);
      expect(article.text).toContain("built anew");
      expect(article.facts.title).toBe("");
    }
  });

  it("[D22] the picture that waits to load is the one that is kept", async () => {
    const { article } = await kit.read(cases["wechat"]!.url, pageOf("wechat"));
    expect(article.html).toContain('src="https://mmbiz.qpic.cn/river/640?wx_fmt=jpeg"');
    const zhihu = await kit.read(cases["zhihu-answer"]!.url, pageOf("zhihu-answer"));
    expect(zhihu.article.html.match(/ src="[^"]*v2-bend_b/g)).toHaveLength(1);
  });
});
