/** Reviews, diaries, topics of groups, and works of Douban. */
import { chineseDate, cleaned, escapeText, firstOf, textOf, type Site, type SiteArticle } from "../site";

interface Marks {
  readonly body: readonly string[];
  readonly title: readonly string[];
  readonly author: readonly string[];
  readonly date: readonly string[];
}

const WRITTEN: readonly (readonly [path: RegExp, marks: Marks])[] = [
  [
    /^\/review\/\d+/,
    {
      body: [".review-content"],
      title: ["h1 [property='v:summary']", "h1"],
      author: ["[property='v:reviewer']", ".main-hd a[href*='/people/']"],
      date: [".main-hd .main-meta", "[property='v:dtreviewed']"],
    },
  ],
  [
    /\/note\/\d+/,
    {
      body: ["#link-report .note", ".note-content", ".note"],
      title: [".note-header h1", "h1"],
      author: [".note-author", ".content .info a[href*='/people/']"],
      date: [".note-header .pub-date", ".pub-date"],
    },
  ],
  [
    /^\/group\/topic\/\d+/,
    {
      body: [
        ".topic-content .rich-content",
        ".topic-richtext",
        "#link-report .topic-content",
        ".topic-content",
      ],
      title: [".article h1", "h1"],
      author: [".topic-doc .from a"],
      date: [".topic-doc .create-time", ".create-time"],
    },
  ],
];

function writtenOf(copy: Document, { body, title, author, date }: Marks): SiteArticle | null {
  const found = firstOf(copy, ...body);
  if (!found) return null;
  return {
    title: textOf(copy, ...title),
    author: textOf(copy, ...author),
    published: chineseDate(textOf(copy, ...date)),
    site: "豆瓣",
    html: cleaned(found).innerHTML,
  };
}

/** A film, a book or a record: its facts, its marks and what it is about. */
function workOf(copy: Document): SiteArticle | null {
  const info = copy.querySelector("#info");
  const about = firstOf(copy, "[property='v:summary']", ".related_info .intro", "#link-report .intro");
  if (!info || !about) return null;
  const score = textOf(copy, ".rating_num");
  return {
    title: textOf(copy, "h1 [property='v:itemreviewed']", "h1"),
    author: "",
    published: "",
    site: "豆瓣",
    html: `<p>${cleaned(info).innerHTML}</p>${score === "" ? "" : `<p>★ ${escapeText(score)}</p>`}<p>${cleaned(about).innerHTML}</p>`,
  };
}

export const douban: Site = {
  name: "douban",
  hosts: /(?:^|\.)douban\.com$/,
  read(copy, { pathname }) {
    const marks = WRITTEN.find(([path]) => path.test(pathname))?.[1];
    if (marks) return writtenOf(copy, marks);
    return /^\/subject\/\d+/.test(pathname) ? workOf(copy) : null;
  },
};
