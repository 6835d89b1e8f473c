/**
 * Writes links as a Netscape bookmark file, which every browser and most link keepers read: flat, with tags, dates and
 * texts. It holds no snapshots; the complete backup does.
 */
import type { ReadLink } from "../format";

const HEAD = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file.
     It will be read and overwritten.
     DO NOT EDIT! -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
`;

/** The file, piece by piece. */
export function* netscapeFile(links: Iterable<ReadLink>): Generator<string> {
  yield HEAD;
  for (const link of links) yield entryOf(link);
  yield "</DL><p>\n";
}

function entryOf({ url, title, tags, description, note, createdAt }: ReadLink): string {
  const date = createdAt > 0 ? ` ADD_DATE="${Math.floor(createdAt / 1000)}"` : "";
  // A comma would end the tag for every reader.
  const names = tags.map((tag) => tag.replaceAll(",", "，")).join(",");
  const text = [description, note].filter((part) => part !== "").join("\n\n");
  const anchor = `<A HREF="${escaped(url)}"${date} TAGS="${escaped(names)}">${escaped(title || url)}</A>`;
  return `    <DT>${anchor}\n${text === "" ? "" : `    <DD>${escaped(text)}\n`}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
