/**
 * The archived page as one HTML file: what the app shows in its frame, with a line that says where and when it was taken.
 * The document carries its own rules against scripts and network, so it opens anywhere and asks for nothing.
 */

export interface Origin {
  readonly address: string;
  /** Ms since 1970. */
  readonly at: number;
}

const DOCTYPE = /^\s*<!doctype[^>]*>/i;

/** A comment cannot hold two dashes in a row; an address means the same with them encoded. */
const inComment = (text: string): string => text.replaceAll("--", "%2D%2D").replaceAll(">", "%3E");

/** Puts the origin behind the doctype, where it changes nothing of how the page is shown. */
export function withOrigin(html: string, { address, at }: Origin): string {
  const doctype = DOCTYPE.exec(html)?.[0] ?? "";
  const when = new Date(at).toISOString();
  return `${doctype}<!-- saved from ${inComment(address)} on ${when} by Linksnap -->${html.slice(doctype.length)}`;
}

/** `address`: where the app shows the archived page from. Rejects when a part of it is not here. */
export async function singleFile(address: string, origin: Origin): Promise<Blob> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the archived page is not here: ${response.status}`);
  return new Blob([withOrigin(await response.text(), origin)], { type: "text/html" });
}
