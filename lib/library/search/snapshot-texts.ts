/**
 * Which texts a link has to search: the reader text of each of its snapshots, each text once however many snapshots say
 * the same, and the line that is indexed of it.
 */
import { searchable } from "../../domain/query/subject";
import type { LinkRecord } from "../../replica/read-link";
import type { TextSource } from "../../search/segments/segment-builder";

/** Characters of a text that are searched; books are longer. */
const LONGEST = 2_000_000;

/** The texts of a link, newest first. */
export function textsOf({ link, snapshots }: Pick<LinkRecord, "link" | "snapshots">): TextSource[] {
  const texts = new Map<string, TextSource>();
  for (const { textHash: hash, capturedAt } of snapshots) {
    if (hash === "") continue;
    const time = Math.max(capturedAt, texts.get(hash)?.time ?? 0);
    texts.set(hash, { link: link.id, hash, time });
  }
  return [...texts.values()];
}

/** A text as it is indexed and searched: folded, on one line. */
export const lineOf = (text: string): string => searchable(text.slice(0, LONGEST));
