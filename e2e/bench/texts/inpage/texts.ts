/**
 * Runs in a page: articles made from a seed, indexed as the app indexes the texts of snapshots (real IndexedDB), and the
 * same articles in MiniSearch, which is given pairs of Han characters as we cut them.
 */
import MiniSearch from "minisearch";
import { searchable } from "../../../../lib/domain/query/subject";
import { tokens } from "../../../../lib/domain/text/tokenise";
import { SegmentBuilder } from "../../../../lib/search/segments/segment-builder";

import { randomFrom } from "../../../../lib/ports/seeded";
import { hashOf, linkOf } from "../../../../lib/search/testing/corpus";
import { articlesFrom } from "../../../../lib/search/testing/articles";
import { TextIndex } from "../../../../lib/search/text-index";
import { DexieSearchStore } from "../../../../lib/store/search-index";

const SEED = 20_260_522;
/** What a page would hold on to: weighed with it. */
const kept: unknown[] = [];
/** As in the app. */
const SEGMENT_SIZE = 600_000;

const openIndex = async (): Promise<TextIndex> => {
  const index = new TextIndex(new DexieSearchStore("bench-texts"), Math.random);
  await index.load();
  return index;
};

/** Indexes so many articles of 1,000 words or characters. Times in ms, sizes in bytes; making the texts is not counted. */
export async function fill(articles: number) {
  const index = await openIndex();
  const next = articlesFrom(randomFrom(SEED));
  let built = new SegmentBuilder();
  let [spent, characters] = [0, 0];
  for (let i = 0; i < articles; i++) {
    const text = next();
    const started = performance.now();
    const line = searchable(text);
    characters += line.length;
    built.add({ link: linkOf(i), hash: hashOf(i), time: i }, line);
    if (built.size >= SEGMENT_SIZE || i === articles - 1) {
      await index.write({ built });
      built = new SegmentBuilder();
    }
    spent += performance.now() - started;
  }
  const started = performance.now();
  let isTidy = false;
  while (!isTidy) isTidy = !(await index.tidy());
  spent += performance.now() - started;
  return { ms: spent, bytes: index.bytes, characters, segments: index.segments.length };
}

/** Words that some, many and few articles have, typed letter by letter; each step is one search. */
function steps(): { text: string; open: boolean }[] {
  const random = randomFrom(SEED);
  const text = articlesFrom(random);
  const typed: { text: string; open: boolean }[] = [];
  for (let i = 0; i < 24; i++) {
    const line = searchable(text());
    const words = line.split(/[ ，。]+/u).filter((word) => word.length > 1);
    const word = (words[Math.floor(random() * words.length)] ?? "").slice(0, 8);
    for (let n = 1; n <= word.length; n++) typed.push({ text: word.slice(0, n), open: true });
    typed.push({ text: `${words[3]} ${words[4]}`, open: false });
  }
  return typed;
}

/** Milliseconds of each search, in an index that was opened just now. */
export async function search() {
  const started = performance.now();
  const index = await openIndex();
  const opened = performance.now() - started;
  kept.push(index);
  const times: number[] = [];
  let found = 0;
  for (const needle of steps()) {
    const at = performance.now();
    found += (await index.find(needle)).texts.length;
    times.push(performance.now() - at);
  }
  return { opened, times, found };
}

/** The same articles and searches in MiniSearch. */
export async function miniSearch(articles: number) {
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ["text"],
    tokenize: tokens,
    processTerm: (term) => term,
  });
  kept.push(index);
  const next = articlesFrom(randomFrom(SEED));
  let spent = 0;
  for (let i = 0; i < articles; i++) {
    const text = next();
    const started = performance.now();
    index.add({ id: i, text });
    spent += performance.now() - started;
  }
  const times = steps().map(({ text }) => {
    const at = performance.now();
    index.search(text, { prefix: true, combineWith: "AND" });
    return performance.now() - at;
  });
  return { ms: spent, times, bytes: JSON.stringify(index).length };
}
