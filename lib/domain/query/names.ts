/**
 * Names of operators and of their values, in English and Chinese. The first name of each is the one that printing
 * writes. To add a language, add its names to the lists.
 */
import type { DateRelation, LinkPart, LinkStateName, TextField } from "./query";

export type OperatorName = "tag" | "site" | "is" | "has" | "in" | DateRelation;

const operatorNames: Record<OperatorName, readonly string[]> = {
  tag: ["tag", "标签", "標籤"],
  site: ["site", "网站", "網站", "站点"],
  is: ["is", "是"],
  has: ["has", "有", "含"],
  in: ["in", "在"],
  before: ["before", "之前", "早于"],
  after: ["after", "之后", "之後", "晚于"],
  saved: ["saved", "保存", "保存于"],
  published: ["published", "发布", "發布", "发表"],
};

export const stateNames: Record<LinkStateName, readonly string[]> = {
  starred: ["starred", "星标", "已加星标", "星標"],
  archived: ["archived", "归档", "已归档", "歸檔"],
  unread: ["unread", "未读", "未讀"],
  untagged: ["untagged", "无标签", "無標籤"],
  captured: ["captured", "已存快照", "已快照"],
  failed: ["failed", "失败", "快照失败", "失敗"],
  gone: ["gone", "失效", "已失效", "消失"],
  changed: ["changed", "变化", "有变化", "已变化", "變化"],
};

export const partNames: Record<LinkPart, readonly string[]> = {
  note: ["note", "notes", "笔记", "备注", "筆記"],
  highlight: ["highlight", "highlights", "高亮", "划线", "標註"],
  snapshot: ["snapshot", "snapshots", "快照"],
};

export const fieldNames: Record<TextField, readonly string[]> = {
  title: ["title", "标题", "標題"],
  text: ["text", "正文", "内容", "內文"],
  note: partNames.note,
  highlight: partNames.highlight,
};

/** Relative days, as printing writes them, with their Chinese names. */
export const dayNames: Readonly<Record<string, readonly string[]>> = {
  today: ["today", "今天"],
  yesterday: ["yesterday", "昨天"],
  "this-week": ["this-week", "本周", "这周", "這週"],
  "last-week": ["last-week", "上周", "上週"],
  "this-month": ["this-month", "本月", "这个月"],
  "last-month": ["last-month", "上月", "上个月"],
  "this-year": ["this-year", "今年"],
  "last-year": ["last-year", "去年"],
};

/** Which name a text is, by a table of names; `undefined` for none. */
export function nameIn<N extends string>(
  names: Readonly<Record<N, readonly string[]>>,
  text: string,
): N | undefined {
  for (const name in names) if (names[name].includes(text)) return name;
  return undefined;
}

export const operatorNamed = (text: string): OperatorName | undefined => nameIn(operatorNames, text);

export const connectives = {
  or: ["or", "或", "或者"],
  and: ["and", "且", "并且", "而且"],
} as const;
/** Negates what follows it. Only in capitals, for `not found` are two words. */
export const negations: readonly string[] = ["NOT", "非"];
