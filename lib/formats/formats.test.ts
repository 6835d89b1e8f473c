import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReadLink, Reading } from "./format";
import { readLinks } from "./formats";
import { marksOf } from "./netscape/markup";
import { netscapeFile } from "./netscape/write";

const sample = (name: string): string =>
  readFileSync(new URL(`netscape/samples/${name}.html`, import.meta.url), "utf8");

function read(text: string, name = "bookmarks.html"): Reading {
  const outcome = readLinks(text, name);
  if (outcome.kind !== "read") throw new Error(`refused: ${outcome.reason}`);
  return outcome.reading;
}
const bookmark = (inner: string): string =>
  `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>\n<DL><p>\n${inner}\n</DL><p>`;
const seconds = ({ createdAt }: ReadLink): number => createdAt / 1000;

describe("bookmark files", () => {
  it("[IM1] Chrome: folders, entities, loose links; the same address once with its older date", () => {
    const { links, repeated, skipped } = read(sample("chrome"));
    expect(links.map(({ url, title, folders }) => ({ url, title, folders }))).toEqual([
      {
        url: "https://example.com/a?x=1&y=2",
        title: `Amp & <angle> "quotes" 'apos'`,
        folders: ["Bookmarks bar"],
      },
      {
        url: "https://example.org/%E4%B8%AD%E6%96%87/%E9%A1%B5%E9%9D%A2",
        title: "中文标题 — 深层文件夹",
        folders: ["Bookmarks bar", "技术", "前端"],
      },
      { url: "https://example.net/loose", title: 'Loose link in "Other bookmarks"', folders: [] },
    ]);
    expect(links.map(({ ownFolders }) => ownFolders.join("/"))).toEqual(["", "技术/前端", ""]);
    expect(links.map(seconds)).toEqual([1690000000, 1700000005, 1700000006]);
    expect(repeated).toBe(1);
    expect(skipped).toEqual([
      {
        line: 24,
        title: "A bookmarklet: must be skipped or kept inert",
        given: "javascript:(function(){alert(1)})();",
        reason: "unsupported-scheme",
      },
    ]);
  });

  it("[IM1] Firefox: tags, keyword, unclosed description, rules and smart queries", () => {
    const { links, skipped } = read(sample("firefox"));
    expect(links.map(({ url }) => url)).toEqual([
      "https://example.com/menu",
      "https://example.com/toolbar",
      "https://example.com/other",
    ]);
    expect(links[0]?.tags).toEqual(["read later", "前端"]);
    expect(links[0]?.note).toBe("Keyword: kw");
    expect(links[2]?.description).toBe("An old-style description on a DD line with no closing tag");
    expect(links[2]?.folders).toEqual(["Other Bookmarks"]);
    expect(links[2]?.ownFolders).toEqual([]);
    expect(skipped.map(({ given }) => given)).toEqual(["place:sort=8&maxResults=10"]);
  });

  it("[IM1] Safari: every list of a file without an outer one, nested folders, the reading list", () => {
    const { links } = read(sample("safari"));
    expect(links.map(({ url, folders, tags }) => [url, folders.join("/"), tags])).toEqual([
      ["https://www.apple.example/", "Favorites", []],
      ["https://kyoto.example/", "旅行/日本", []],
      ["https://longread.example/article", "Reading List", ["read later"]],
    ]);
    expect(links.map(({ createdAt }) => createdAt)).toEqual([0, 0, 904914000_000]);
  });

  it("[IM1] Shaarli and Pinboard: to read, tags, descriptions of several lines", () => {
    const { links } = read(sample("pinboard-shaarli"));
    expect(links).toHaveLength(2);
    expect(links[0]?.tags).toEqual(["firefoxos", "中文标签", "read later"]);
    expect(links[0]?.description).toBe(
      "First line of the description & an entity.\nSecond line of the same description.",
    );
    expect(links[1]?.tags).toEqual([]);
    expect(links[1]?.description).toBe("");
  });

  it("[IM1] Shiori and Karakeep: raw titles, tags with signs, no folders", () => {
    expect(read(sample("shiori")).links.map(({ title, tags }) => [title, tags])).toEqual([
      ["Raw & unescaped title with a < b", ["go", "web"]],
      ["No tags", []],
    ]);
    const [first, second] = read(sample("karakeep")).links;
    expect(first?.url).toBe("https://example.com/k1?a=1&b=2");
    expect(first?.tags).toEqual(["Home Decor", "AI & ML"]);
    expect(second?.tags).toEqual([]);
  });

  it("[IM1] linkding: archived links and notes", () => {
    const { links } = read(
      bookmark(
        '<DT><A HREF="https://a.test/" TAGS="x,linkding:bookmarks.archived">A</A>\n<DD>about[linkding-notes]my\nnote[/linkding-notes]',
      ),
    );
    expect(links[0]).toMatchObject({ archived: true, tags: ["x"], description: "about", note: "my\nnote" });
  });

  it("[IM2] what is no web address is reported with its line, whatever its spelling, and the rest is read", () => {
    const given = [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "java&#9;script:alert(1)",
      "data:text/html,<script>alert(1)</script>",
      "file:///etc/passwd",
      "about:config",
      "https://me:secret@a.test/",
      "",
    ];
    const rows = given.map((href) => `<DT><A HREF="${href}">x</A>`).join("\n");
    const { links, skipped } = read(bookmark(`${rows}\n<DT><A HREF="https://site.org/">good</A>`));
    expect(links.map(({ title }) => title)).toEqual(["good"]);
    expect(skipped.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(
      new Set(["unsupported-scheme", "not-an-address", "credentials", "empty"]),
    );
  });

  it("[IM2] titles are text: markup, formulas, other scripts; controls and direction marks go", () => {
    const titleOf = (title: string): string | undefined =>
      read(bookmark(`<DT><A HREF="https://site.org/">${title}</A>`)).links[0]?.title;
    expect(titleOf("<script>alert(1)</script>")).toBe("<script>alert(1)</script>");
    expect(titleOf("&amp;lt;img src=x&amp;gt;")).toBe("&lt;img src=x&gt;");
    expect(titleOf("=cmd|' /C calc'!A0")).toBe("=cmd|' /C calc'!A0");
    expect(titleOf("\u202egnp.exe")).toBe("gnp.exe");
    expect(titleOf("a\u0000\u0001\nb")).toBe("a b");
    expect(titleOf("👩‍👩‍👧‍👦 ٱلْعَرَبِيَّة 中文 हिन्दी")).toBe("👩‍👩‍👧‍👦 ٱلْعَرَبِيَّة 中文 हिन्दी");
    expect(titleOf("don't <b>stop</b>")).toBe("don't <b>stop</b>");
  });

  it("[IM2] broken structure costs at most the row it is in", () => {
    const broken = `<DL><p><DT><A HREF="https://a.org/">un<closed <b>bold</i> <DD>note <script>alert(1)</script><DT><A HREF="https://b.org/">2\n</DL><p>`;
    const { links } = read(broken);
    expect(links.map(({ url }) => url)).toEqual(["https://a.org/", "https://b.org/"]);
    expect(links[0]?.description).toBe("note <script>alert(1)</script>");
    expect(
      read(bookmark('<FORM id=document></FORM><DT><A HREF=https://c.org/ id="location">c</A>')).links,
    ).toHaveLength(1);
    expect(read(bookmark('<DT><A HREF="https://site.org/"\r\n ADD_DATE="abc">x')).links[0]?.createdAt).toBe(
      0,
    );
  });

  it("[IM3] dates are told from their size: seconds, milliseconds, microseconds, Chrome's own clock", () => {
    const dateOf = (date: string): number | undefined =>
      read(bookmark(`<DT><A HREF="https://site.org/" ADD_DATE="${date}">x</A>`)).links[0]?.createdAt;
    const day = Date.UTC(2024, 0, 17);
    expect([day / 1000, day, day * 1000, (day + 11_644_473_600_000) * 1000].map(String).map(dateOf)).toEqual([
      day,
      day,
      day,
      day,
    ]);
    expect(["0", "-5", "9".repeat(30), "1e9", ""].map(dateOf)).toEqual([0, 0, 0, 0, 0]);
  });

  it("[IM4] ten thousand copies of one link are one link, and reading takes time that grows with the file", () => {
    const { links, repeated } = read(bookmark('<DT><A HREF="https://site.org/same">t</A>\n'.repeat(10_000)));
    expect([links.length, repeated]).toEqual([1, 9_999]);
    for (const hostile of ['<a href="', "<dt><a ", "<!--", "&#", '<a href="x" ="', "<a\t"]) {
      const marks = [...marksOf(hostile.repeat(40_000))];
      expect(marks.length).toBeLessThan(90_000);
    }
  });

  it("[IM2] reading never throws", () => {
    const piece = fc.constantFrom(
      "<DL>",
      "</DL>",
      "<DT>",
      '<A HREF="https://a.test/',
      '">',
      "</A>",
      "<H3>",
      "</H3>",
      "<DD>",
      "&",
      "<",
      "x",
      "'",
      "=",
      "-->",
      "<!--",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        readLinks(`<!DOCTYPE NETSCAPE-Bookmark-file-1>${pieces.join("")}`, "b.html");
      }),
      { numRuns: 500 },
    );
  });
});

describe("plain lists", () => {
  it("[IM5] one address a line, with titles before it, behind a bar, or as Markdown", () => {
    const { links, skipped } = read(
      [
        "https://a.org",
        "",
        "# a comment",
        "https://b.org/x | A title | with a pipe in it",
        "- [中文](https://c.org/a_(b))",
        "看看这个 https://d.org/页面，不错",
        "www.e.org/path",
        "not a url",
      ].join("\r\n"),
      "list.txt",
    );
    expect(links.map(({ url, title }) => [url, title])).toEqual([
      ["https://a.org/", ""],
      ["https://b.org/x", "A title | with a pipe in it"],
      ["https://c.org/a_(b)", "中文"],
      ["https://d.org/%E9%A1%B5%E9%9D%A2", "看看这个 不错"],
      ["https://www.e.org/path", ""],
    ]);
    expect(skipped).toEqual([{ line: 8, title: "", given: "not a url", reason: "not-an-address" }]);
  });
});

describe("what is no list of links", () => {
  it("[IM6] is refused with a reason and changes nothing", () => {
    const reasonOf = (text: string): string => {
      const outcome = readLinks(text, "x.html");
      return outcome.kind === "refused" ? outcome.reason : outcome.format;
    };
    expect(reasonOf("")).toBe("empty");
    expect(reasonOf(" \n ")).toBe("empty");
    expect(reasonOf("<html><body><h1>404 Not Found</h1></body></html>")).toBe("unknown");
    expect(reasonOf("just words")).toBe("unknown");
    expect(reasonOf(bookmark('<DT><A HREF="place:x">only smart</A>'))).toBe("no-links");
  });
});

describe("writing a bookmark file", () => {
  const line = fc
    .string({ unit: fc.constantFrom(...Array.from("ab &<>\"'中文=,")), maxLength: 12 })
    .map((text) => text.trim().replace(/ +/g, " "));
  const link = fc.record({
    title: line,
    tag: line,
    description: line,
    createdAt: fc.integer({ min: 1, max: 2_000_000_000 }),
  });

  it("[IM7] gives back the same links when it is read again, whatever the words in it", () => {
    fc.assert(
      fc.property(fc.array(link, { minLength: 1, maxLength: 5 }), (drafts) => {
        const links = drafts.map(({ title, tag, description, createdAt }, i) => ({
          url: `https://example.org/${i}?a=1&b="x"`.replaceAll('"', "%22"),
          title,
          folders: [],
          ownFolders: [],
          tags: tag.replaceAll(",", "") === "" || /^[\s=]*$/.test(tag) ? [] : [`t${tag}`],
          description,
          note: "",
          createdAt: createdAt * 1000,
          archived: false,
          starred: false,
        }));
        const again = read([...netscapeFile(links)].join("")).links;
        const comma = (tag: string): string => tag.replaceAll(",", "，");
        expect(again.map(({ tags, ...rest }) => ({ ...rest, tags }))).toEqual(
          links.map((one) => ({ ...one, tags: one.tags.map(comma) })),
        );
      }),
      { numRuns: 300 },
    );
  });
});
