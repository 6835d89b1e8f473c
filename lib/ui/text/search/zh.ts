/** Words of the search in Chinese. See en.ts beside it. */
import { num } from "../plural";
import type { FindingMessages } from "./en";

const count = (n: number) => num("zh-CN", n);

export const findingZh: FindingMessages = {
  bestMatch: "最相关",
  where: { text: "正文", note: "你的笔记", highlight: "你的划线", excerpt: "摘要" },
  onlyIn: (day) => `仅在 ${day} 的快照中`,
  inAll: (total, texts) =>
    texts > 0 ? `在 ${count(total)} 条链接和 ${count(texts)} 篇快照正文中` : `在 ${count(total)} 条链接中`,
  corrected: (typed, instead) => [`没有找到“${typed}”，以下是`, instead, "的结果。"],
  searching: "正在搜索快照正文……",
  indexing: (done, total) => `正在建立索引：${count(done)} / ${count(total)} 篇快照正文`,
  indexingNote: "还没有编入的正文暂时搜不到。",
  full: "有些快照正文搜不到：剩余空间不足，无法编入索引。",
  broken: "无法搜索快照正文：索引不能读取或写入。",
  safe: "链接和快照都安全。标题、标签、网址和笔记照常可以搜索。",
  index: "搜索索引",
  indexFacts: (texts, size) => `${count(texts)} 篇快照正文，在这台设备上占 ${size}`,
  indexNone: "还没有快照正文",
  rebuild: "重建",
  rebuilding: "正在重建索引，可以继续使用。",
};
