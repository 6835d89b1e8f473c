import { describe, expect, it } from "vitest";
import { searchable } from "../domain/query/subject";
import { findNeedle, type Needle } from "../domain/text/find";
import { MemorySearchStore } from "../ports/memory/memory-search-store";
import { SegmentBuilder } from "./segments/segment-builder";
import { randomFrom } from "../ports/seeded";
import { hashOf, linkOf, randomText, WORDS } from "./testing/corpus";
import { TextIndex, type FoundText } from "./text-index";

const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

interface Doc {
  readonly link: string;
  readonly hash: string;
  readonly time: number;
  readonly line: string;
}

async function indexed(docs: readonly Doc[], inSegments: number): Promise<TextIndex> {
  const index = new TextIndex(new MemorySearchStore(), () => 0.5);
  await index.load();
  const size = Math.ceil(docs.length / inSegments);
  for (let i = 0; i < docs.length; i += size) {
    const built = new SegmentBuilder();
    for (const doc of docs.slice(i, i + size)) built.add(doc, doc.line);
    await index.write({ built });
  }
  return index;
}

const hashIn = ({ segment, text }: FoundText): string => segment.hashOf(text);

/** What looking into every text finds. */
const scan = (docs: readonly Doc[], needle: Needle): string[] =>
  docs
    .filter(({ line }) => findNeedle(line, needle) >= 0)
    .map(({ hash }) => hash)
    .toSorted();

/** What the index finds, looked at where it says so. */
async function ask(index: TextIndex, docs: readonly Doc[], needle: Needle): Promise<string[]> {
  const { texts, isRough } = await index.find(needle);
  const lines = new Map(docs.map(({ hash, line }) => [hash, line]));
  const found = texts.map(hashIn).toSorted();
  return isRough ? found.filter((hash) => findNeedle(lines.get(hash) ?? "", needle) >= 0) : found;
}

const docsOf = (texts: readonly string[]): Doc[] =>
  texts.map((text, i) => ({ link: linkOf(i), hash: hashOf(i), time: i, line: searchable(text) }));

describe(`the index of texts (seed ${SEED})`, () => {
  it("[Z1] finds what looking into every text finds: Chinese, Japanese, Korean, accents, signs, pieces of them", async () => {
    const random = randomFrom(SEED);
    const docs = docsOf(Array.from({ length: 120 }, () => randomText(random, 60)));
    const index = await indexed(docs, 5);
    const gone = docs.filter((_, i) => i % 11 === 3);
    const left = docs.filter((doc) => !gone.includes(doc));
    for (const stage of ["new", "fewer", "merged"] as const) {
      if (stage === "fewer") await index.write({ gone });
      if (stage === "merged") while (await index.tidy()) expect(index.segments.length).toBeGreaterThan(0);
      const here = stage === "new" ? docs : left;
      expect(index.size).toBe(here.length);
      for (let i = 0; i < 250; i++) {
        const needle = randomNeedle(random, here);
        expect({ needle, found: await ask(index, docs, needle) }).toEqual({
          needle,
          found: scan(here, needle),
        });
      }
    }
  });

  it("[Z2] finds one CJK character alone, wherever it stands", async () => {
    const docs = docsOf(["我有一只猫", "猫粮", "白猫黑猫", "a猫b", "狗", "한국어", "ねこ"]);
    const index = await indexed(docs, 2);
    for (const text of ["猫", "粮", "只", "狗", "어", "こ"])
      expect(await ask(index, docs, { text, open: true })).toEqual(scan(docs, { text, open: true }));
  });

  it("[Z3] finds a phrase only as it stands", async () => {
    const docs = docsOf([
      "local first software",
      "local, first",
      "first local",
      "local-first",
      "本地 优先",
      "本地优先",
    ]);
    const index = await indexed(docs, 1);
    const find = (text: string) => index.find({ text, open: false });
    expect((await find("local first")).texts.map(hashIn)).toEqual([hashOf(0)]);
    expect((await find("本地 优先")).texts.map(hashIn)).toEqual([hashOf(4)]);
    expect((await find("本地优先")).texts.map(hashIn)).toEqual([hashOf(5)]);
    expect((await find("local-first")).isRough).toBe(true);
  });

  it("[Z4] merging keeps every find and the number of segments small", async () => {
    const docs = docsOf(Array.from({ length: 200 }, (_, i) => `${WORDS[i % WORDS.length]} number ${i}`));
    const index = await indexed(docs, 100);
    while (await index.tidy());
    expect(index.segments.length).toBeLessThan(12);
    expect(await ask(index, docs, { text: "number", open: true })).toEqual(
      docs.map(({ hash }) => hash).toSorted(),
    );
    expect(index.textsOf(linkOf(17)).map(({ hash }) => hash)).toEqual([hashOf(17)]);
  });
});

/** Mostly pieces of what is there, cut anywhere; sometimes something else. */
function randomNeedle(random: () => number, docs: readonly Doc[]): Needle {
  const open = random() < 0.7;
  const line = docs[Math.floor(random() * docs.length)]?.line ?? "";
  if (random() < 0.15) return { text: searchable(randomText(random, 2)), open };
  const characters = Array.from(line);
  const start = Math.floor(random() * characters.length);
  const text = characters
    .slice(start, start + 1 + Math.floor(random() * 12))
    .join("")
    .trim();
  return /[\p{L}\p{N}]/u.test(text) ? { text, open } : { text: "the", open };
}
