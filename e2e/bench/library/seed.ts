/**
 * Libraries to measure on: links made from a seed, so that every run and every machine measures the same ones. Half of
 * them have Chinese titles; hosts, tags and words are spread as people's are, few of them often and most of them seldom.
 */
import type { LinkDraft } from "../../../lib/domain/link";
import { randomFrom } from "../../../lib/ports/seeded";

/** Raised with every change of what is made: libraries that were filled before are filled anew. */
export const SEED_VERSION = 1;

const LATIN =
  "about async browser build cache café capture change cloud code compiler core crash data design device disk editor engine error event fast field file format garden graph guide handbook history index kernel language latency layout library link linux local memory merge model network note offline open page parser patch performance phone pipeline plain protocol python query reader recovery release replica resumé review rust schema search secure server shard signal small snapshot source stream sync system tab tag test thread tool trace transaction type unicode update vector window worker writing zero".split(
    " ",
  );
const HAN =
  "浏览器 快照 链接 数据库 离线 同步 编译器 性能 内存 线程 网络 协议 安全 设计 指南 开发 测试 教程 笔记 历史 搜索 引擎 索引 缓存 存储 系统 内核 语言 文档 中文 手册 入门 实践 原理 分析 架构 优化 工具 前端 后端 服务器 设备 手机 阅读 摄影 旅行 美食 音乐 电影 新闻 科学 数学 物理 生物 经济 城市 园艺 写作 翻译 开源 社区".split(
    " ",
  );
const TOPS = ["dev", "design", "阅读", "systems", "生活", "news", "science", "工作", "music", "travel"];
const DAY = 86_400_000;
/** The newest link of a library is saved this long ago (ms). */
const NEWEST_AGE = 3600_000;
const YEARS = 8;

export interface Seeded {
  readonly drafts: readonly LinkDraft[];
  /** A tag many links have, and one that few have. */
  readonly commonTag: string;
  readonly rareTag: string;
}

/** `count` links, saved in the years before `now` (ms since 1970). Their addresses start at number `from`. */
export function seedLinks(count: number, now: number, { seed = 20260101, from = 0 } = {}): Seeded {
  const random = randomFrom(seed + from);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() ** 2 * list.length)] ?? (list[0] as T);
  const tags = Array.from({ length: 400 }, (_, i) => tagName(i));
  const words = (list: readonly string[], least: number, most: number, join: string): string =>
    Array.from({ length: least + Math.floor(random() * (most - least)) }, () => pick(list)).join(join);
  const draft = (i: number): LinkDraft => {
    const isHan = random() < 0.5;
    const text = (least: number, most: number): string =>
      isHan ? words(HAN, least, most, "") : words(LATIN, least, most, " ");
    const age = NEWEST_AGE + (i / Math.max(1, count)) * YEARS * 365 * DAY;
    return {
      url: `https://${hostName(Math.floor(random() ** 3 * 4000))}/${words(LATIN, 1, 4, "/")}/${from + i}${random() < 0.2 ? `?id=${i}` : ""}`,
      title: `${text(3, 10)} ${from + i}`,
      ...(random() < 0.5 ? { description: text(10, 25) } : {}),
      ...(random() < 0.1 ? { note: text(5, 40) } : {}),
      tags: [...new Set(Array.from({ length: Math.floor(random() * 4) }, () => pick(tags)))],
      starred: random() < 0.05,
      archived: random() < 0.1,
      createdAt: Math.round(now - age),
      source: "import:bench",
    };
  };
  return {
    drafts: Array.from({ length: count }, (_, i) => draft(i)),
    commonTag: tags[0] ?? "",
    rareTag: tags[tags.length - 1] ?? "",
  };
}

const tagName = (i: number): string => {
  const top = TOPS[i % TOPS.length] ?? "dev";
  const word = i % 2 === 0 ? LATIN[i % LATIN.length] : HAN[i % HAN.length];
  return i < TOPS.length ? top : `${top}/${word ?? ""}${i > 150 ? i : ""}`;
};

const hostName = (n: number): string =>
  `${LATIN[n % LATIN.length] ?? "site"}${n > LATIN.length ? n : ""}.${["example.org", "example.com", "dev.example.net", "example.cn"][n % 4] ?? "example.org"}`;

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** The links as a bookmark file, the form in which libraries of this size come. */
export const bookmarkFile = (drafts: readonly LinkDraft[]): string =>
  [
    "<!DOCTYPE NETSCAPE-Bookmark-file-1>",
    "<TITLE>Bookmarks</TITLE>",
    "<DL><p>",
    ...drafts.map(
      ({ url, title = "", tags = [], createdAt = 0, description = "" }) =>
        `<DT><A HREF="${escape(url)}" ADD_DATE="${Math.floor(createdAt / 1000)}" TAGS="${escape(tags.join(","))}">${escape(title)}</A>${description === "" ? "" : `\n<DD>${escape(description)}`}`,
    ),
    "</DL><p>",
  ].join("\n");
