/** Words of the search in English. `FindingMessages` is the shape of every other language. */
import type { SearchHit } from "../../../library/library";
import { counted, num } from "../plural";

const count = (n: number) => num("en", n);
const links = (n: number) => counted(n, "link", "links");
const where: Record<SearchHit["where"], string> = {
  text: "Text",
  note: "Your note",
  highlight: "Your highlight",
  excerpt: "Description",
};

export const findingEn = {
  bestMatch: "Best match",
  where,
  onlyIn: (day: string) => `Only in the snapshot of ${day}`,
  inAll: (total: number, texts: number) =>
    texts > 0
      ? `in ${links(total)} and ${counted(texts, "snapshot text", "snapshot texts")}`
      : `in ${links(total)}`,
  /** What was typed, and what was searched instead. */
  corrected: (typed: string, instead: string): readonly [before: string, instead: string, after: string] => [
    `Nothing has “${typed}”. Showing results for `,
    instead,
    ".",
  ],
  searching: "Searching the texts of snapshots…",
  indexing: (done: number, total: number) => `Indexing ${count(done)} of ${count(total)} snapshot texts`,
  indexingNote: "Those still to come are not found yet.",
  full: "Some snapshot texts cannot be found: there is no room left to index them.",
  broken: "The texts of snapshots cannot be searched: their index cannot be read or written.",
  safe: "Your links and snapshots are safe. Titles, tags, addresses and notes are found as always.",
  index: "Search index",
  indexFacts: (texts: number, size: string) =>
    `${counted(texts, "snapshot text", "snapshot texts")}, ${size} on this device`,
  indexNone: "No snapshot texts yet",
  rebuild: "Rebuild",
  rebuilding: "The index is being made anew. You can go on working.",
};

export type FindingMessages = typeof findingEn;
