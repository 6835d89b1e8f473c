/** Where a page that was saved to a file is from, as browsers and savers write it into the file. Pure text: nothing is parsed as a page. */
import { parseAddress } from "../../domain/url/address";

/** What is looked at, in bytes: savers put the address first, pages their own claim into the head. */
const HEAD = 256 * 1024;

/** The best witness first: the saver knows where it was; the page only claims. */
const WITNESSES = [
  /^snapshot-content-location:\s*(\S+)/im,
  /<!--\s*saved from url=\(\d+\)(\S+)\s*-->/i,
  /page saved with singlefile\s+url:\s*(\S+)/i,
  /<link\b(?=[^>]*\brel=["']?canonical\b)[^>]*\bhref=["']?([^"'\s>]+)/i,
  /<meta\b(?=[^>]*\bproperty=["']?og:url\b)[^>]*\bcontent=["']?([^"'\s>]+)/i,
];

/** `null` when the file does not say. */
export async function pageAddress(file: Blob): Promise<string | null> {
  const head = new TextDecoder().decode(await file.slice(0, HEAD).arrayBuffer());
  for (const witness of WITNESSES) {
    const address = parseAddress((witness.exec(head)?.[1] ?? "").replaceAll("&amp;", "&"));
    if (address.ok) return address.value;
  }
  return null;
}
