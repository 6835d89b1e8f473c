/**
 * Takes out of a text what moves by itself: clocks, "3 minutes ago", counters of views and comments, and codes that are
 * new with every answer. Every pattern is bounded, so that no text takes longer than its length asks. What is left is the same when the page is. Prices, versions and dates of an article stay: they
 * are what people watch pages for. Pure.
 */

const NUMBER = String.raw`\d[\d,.]{0,14}(?: ?[万萬亿億千]\+?|[kKmM]\b)?\+?`;

/** Words that make a number beside them a counter. */
const COUNTED_EN =
  "views?|reads?|likes?|comments?|repl(?:y|ies)|shares?|reposts?|retweets?|followers?|following|subscribers?|claps?|votes?|upvotes?|points?|stars?|forks?|watch(?:ing|ers)|members? online|online|people (?:are )?(?:reading|watching|viewing)|visitors?|visits?|downloads?|impressions?|reactions?|bookmarks?|favou?rites?";
const COUNTED_ZH =
  "阅读(?:量|数)?|閱讀|浏览(?:量|数|次数)?|瀏覽|播放(?:量|数)?|点击(?:量|数)?|点赞(?:数)?|赞同?|喜欢|收藏(?:数)?|评论(?:数)?|評論|回复|回帖|转发|分享|在看|关注(?:者)?|粉丝|弹幕|下载(?:量|次数)?|热度|人气|访问量|围观";
const AGO_UNITS =
  "s|sec|secs|seconds?|m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|y|yrs?|years?";

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // "3 minutes ago", "just now", "3 分钟前", "刚刚"
  [
    new RegExp(
      `\\b(?:about |over |almost )?(?:\\d+|an?|one|few|a few) ?(?:${AGO_UNITS})\\.? ago\\b|\\bjust now\\b|\\byesterday\\b`,
      "giu",
    ),
    "§ago",
  ],
  [
    /\d+ ?(?:秒|分钟|分鐘|小时|小時|天|周|个?月|年)(?:之?前|以前)|刚刚|剛剛|刚才|昨天|前天|\d+ ?(?:秒|分|時間|日|か月|年)前/gu,
    "§ago",
  ],
  // Clocks, with the date of a full timestamp: 2026-11-22T13:05:00Z, 13:05, 1:05:09 pm
  [/\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?/gu, "§time"],
  [/\b\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?\b/giu, "§time"],
  // Counters: "1,024 views", "阅读 1.2万", "评论(35)"
  [new RegExp(`(?<![\\d.,$€£¥￥])${NUMBER} ?(?:${COUNTED_EN})\\b`, "giu"), "§count"],
  [new RegExp(`\\b(?:${COUNTED_EN}) ?[:：(（] ?${NUMBER}[)）]?`, "giu"), "§count"],
  [new RegExp(`(?:${COUNTED_ZH}) ?[:：·(（]? ?${NUMBER} ?[)）]?(?:次|人|条|個|个)?`, "gu"), "§count"],
  [new RegExp(`${NUMBER} ?(?:次|人|条|位|个|個)? ?(?:${COUNTED_ZH})`, "gu"), "§count"],
  // How long the server took, codes of a request: "0.123 seconds", "Ray ID: 8f2a…", and what is like them
  [/\b\d+(?:\.\d+)? ?(?:ms|milliseconds?|seconds?|secs?)\b|\d+(?:\.\d+)? ?毫?秒/giu, "§took"],
];

/** Letters and digits mixed, as no word is. */
const isCode = (piece: string): boolean => /\d/.test(piece) && /[a-z]/i.test(piece);

/** The text on one line a piece, without what moves by itself. */
export function steady(text: string): string {
  let left = text.normalize("NFC");
  for (const [pattern, word] of PATTERNS) left = left.replace(pattern, word);
  left = left.replace(/[\w-]{16,}/g, (piece) => (isCode(piece) ? "§code" : piece));
  return left
    .split("\n")
    .map((line) => line.replace(/\s+/gu, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** Dates alone, as pages show today's beside their name: left out of what is not the article. */
const DATE =
  /\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日(?: ?(?:星期|周)[一二三四五六日天])?|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b|\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? \d{4}\b/giu;

/** Like `steady`, for the page around the article. */
export const steadyPage = (text: string): string => steady(text.replace(DATE, "§date"));

/** Name of a picture without what changes from answer to answer: no query, no long codes. */
export function steadyName(url: string): string {
  if (url.startsWith("data:")) return "data:";
  if (!URL.canParse(url)) return "";
  const { pathname } = new URL(url);
  return pathname.replace(/\d{9,}|[0-9a-f]{16,}/giu, "§");
}
