import { expect, it } from "vitest";
import { parseQuery } from "./parse";
import { printQuery } from "./print";

/** Wednesday, 13 March 2024, half past one in the afternoon, local time. */
const now = new Date(2024, 2, 13, 13, 30).getTime();

/** What each name means: as printing writes it, then every other way to say it. */
const names: readonly (readonly [canonical: string, ...others: readonly string[]])[] = [
  ["tag:开发", "标签:开发", "標籤:开发", "标签：开发", "TAG:开发"],
  ["site:example.org", "网站:example.org", "網站:example.org", "站点：example.org"],
  ["is:starred", "is:星标", "is:已加星标", "is:星標", "是:星标", "是：starred"],
  ["is:archived", "is:归档", "is:已归档", "是:歸檔"],
  ["is:unread", "is:未读", "是:未讀"],
  ["is:untagged", "is:无标签", "是:無標籤"],
  ["is:captured", "is:已存快照", "是:已快照"],
  ["is:failed", "is:失败", "is:快照失败", "是:失敗"],
  ["is:gone", "is:失效", "is:已失效", "是:消失"],
  ["is:changed", "is:变化", "is:有变化", "is:已变化", "是:變化"],
  ["has:note", "has:notes", "有:笔记", "含:备注", "有:筆記"],
  ["has:highlight", "has:highlights", "有:高亮", "含:划线", "有:標註"],
  ["has:snapshot", "has:snapshots", "有:快照", "含：快照"],
  ["in:title", "在:标题", "在：標題"],
  ["in:text", "在:正文", "在:内容", "在:內文"],
  ["in:note", "in:notes", "在:笔记", "在:备注", "在:筆記"],
  ["in:highlight", "in:highlights", "在:高亮", "在:划线", "在:標註"],
  ["before:2024-03-05", "之前:2024-03-05", "早于:2024年3月5日"],
  ["after:2024-03", "之后:2024-03", "之後:2024-03", "晚于:2024年3月"],
  ["saved:2024", "保存:2024", "保存于:2024年"],
  ["published:2024", "发布:2024", "發布:2024", "发表:2024年"],
  ["saved:today", "保存:今天"],
  ["saved:yesterday", "保存:昨天"],
  ["saved:this-week", "保存:本周", "保存:这周", "保存:這週", 'saved:"this week"'],
  ["saved:last-week", "保存:上周", "保存:上週"],
  ["saved:this-month", "保存:本月", "保存:这个月"],
  ["saved:last-month", "保存:上月", "保存:上个月"],
  ["saved:this-year", "保存:今年"],
  ["saved:last-year", "保存:去年"],
  ["a OR b", "a or b", "a 或 b", "a 或者 b"],
  ["a b", "a and b", "a 且 b", "a 并且 b", "a 而且 b"],
  ["a -b", "a NOT b", "a 非 b"],
];

it.each(names)(
  "[Q4] [Q6] [Q7] every name of %s, English and Chinese, means the same",
  (canonical, ...others) => {
    const query = parseQuery(canonical, now).query;
    expect(printQuery(query)).toBe(canonical);
    for (const text of [canonical, ...others])
      expect(parseQuery(text, now), text).toEqual({ query, problem: null });
  },
);
