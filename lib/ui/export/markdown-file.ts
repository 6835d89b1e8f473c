/** The text of a snapshot as a Markdown file: what the capture wrote, under the facts of the page. Pure. */
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
