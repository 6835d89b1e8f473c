/** Seeded texts in several scripts, for tests and benches: the same seed gives the same texts on every machine. */

export const WORDS = (
  "the of and to a in is it local first software snapshot archive library index search engine café naïve Straße " +
  "Ångström résumé touché c++ c# node.js foo-bar don't e-mail 3.14 2024-05-01 http/2 under_score Linux权限 套接字 " +
  "权限 操作系统 数据库 索引 快照 链接 离线 猫 狗 中文分词 全文检索 搜索引擎 保存 网页 コーヒー を飲む ひらがな カタカナ ｶﾀｶﾅ " +
  "日本語 検索 한국어 문서 검색 데이터베이스 가 हिन्दी ไทย Ελλάδα Привет мир 𠮷野家 ﬁle ＡＢＣ iPhone15手机 x"
).split(" ");
const SIGNS = [" ", " ", " ", " ", " ", "", "，", "。", ", ", "\n", "  ", "-", "/", "（", "!", "…"];

const pick = <T>(random: () => number, of: readonly T[]): T | undefined =>
  of[Math.floor(random() * of.length)];

/** A text of so many words, frequent ones more often. */
export function randomText(random: () => number, words: number): string {
  let text = "";
  for (let i = 0; i < words; i++) {
    const word = random() < 0.5 ? pick(random, WORDS) : WORDS[Math.floor(random() ** 3 * WORDS.length)];
    text += `${word ?? ""}${pick(random, SIGNS) ?? ""}`;
  }
  return text;
}

/** A link id and a blob hash by number. */
export const linkOf = (n: number): string => `L${String(n).padStart(13, "0")}`;
export const hashOf = (n: number): string => n.toString(16).padStart(64, "0");
