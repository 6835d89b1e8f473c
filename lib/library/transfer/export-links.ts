/** Some links of the library as a bookmark file, with their tags, dates and texts, in the order they are given. Pure. */
import { netscapeFile } from "../../formats/netscape/write";
import type { Entry } from "../projection/entry";

/** Titles are those the lists show: a link without one of its own goes by its page's. */
export function exportLinks(entries: readonly Entry[]): string {
  const links = entries.map((entry) => {
    const { url, tags, note, createdAt, archived, starred } = entry.projected.link;
    const title = entry.titleIsUrl ? "" : entry.title;
    const texts = { title, description: entry.excerpt, note };
    return { url, ...texts, tags, createdAt, archived, starred, folders: [], ownFolders: [] };
  });
  return [...netscapeFile(links)].join("");
}
