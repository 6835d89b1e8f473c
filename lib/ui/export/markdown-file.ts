/**
 * The text of a snapshot as a Markdown file: what the capture wrote, under the facts of the page, its pictures inside of it.
 */
import type { Snapshot } from "../../domain/snapshot";

/** A string of YAML that no title can break out of. */
const quoted = (text: string): string => JSON.stringify(text.replaceAll(/\s+/g, " ").trim());

interface Facts {
  readonly snapshot: Snapshot;
  readonly title: string;
  readonly tags: readonly string[];
}

/** `markdown` stays as it is, to the byte. */
export function markdownFile(markdown: string, { snapshot, title, tags }: Facts): Blob {
  const { page, finalUrl, url, capturedAt } = snapshot;
  const lines = [
    `title: ${quoted(title)}`,
    `url: ${quoted(finalUrl || url)}`,
    ...(page.author ? [`author: ${quoted(page.author)}`] : []),
    ...(page.published ? [`published: ${quoted(page.published)}`] : []),
    `captured: ${new Date(capturedAt).toISOString()}`,
    ...(tags.length > 0 ? [`tags: [${tags.map(quoted).join(", ")}]`] : []),
  ];
  return new Blob([`---\n${lines.join("\n")}\n---\n\n`, markdown], { type: "text/markdown" });
}

/** A kept picture where Markdown names one; the same letters within code are no picture. */
const PICTURE = /(!\[[^\]\n]*\]\()cas:([0-9a-f]{64})(?=[)\s])/g;
/** Bytes that are turned into letters at once: more arguments than a call can have are too many. */
const PIECE = 0x8000;

/** Pictures by their names become part of the text; one that `read` does not have stays a description alone. */
export async function withPictures(
  markdown: string,
  read: (hash: string) => Promise<Blob | null>,
): Promise<string> {
  const addresses = new Map<string, string>();
  for (const [, , hash = ""] of markdown.matchAll(PICTURE)) {
    if (addresses.has(hash)) continue;
    const blob = await read(hash);
    addresses.set(hash, blob ? await dataAddress(blob) : "data:,");
  }
  return markdown.replaceAll(
    PICTURE,
    (_all, start: string, hash: string) => `${start}${addresses.get(hash) ?? "data:,"}`,
  );
}

async function dataAddress(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let letters = "";
  for (let at = 0; at < bytes.length; at += PIECE)
    letters += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return `data:${blob.type || "application/octet-stream"};base64,${btoa(letters)}`;
}
