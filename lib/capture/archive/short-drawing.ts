/**
 * Small drawings that stand in style sheets themselves: an icon of two hundred letters as a file of its own would take a
 * block of the disk and a name as long as half of it. They stay where they are, as text that compresses with the sheet.
 */
import { readDataUrl } from "./resources";

/** Longer ones are kept as resources, which pages share. */
const MAX_LENGTH = 2_048;

/** What an address may not hold as it stands, a percent sign that is none of its own, and what names a resource. */
const ESCAPED = /[%#\p{C}]|cas:/giu;

/**
 * The address of a short SVG picture as plain text; `null` for any other address, and for a drawing that is not UTF-8 or
 * of which the address names a part.
 */
export function shortDrawing(url: string): string | null {
  if (url.length > MAX_LENGTH || !/^data:image\/svg\+xml[;,]/i.test(url) || url.includes("#")) return null;
  const found = readDataUrl(url);
  if (!found || /charset=(?!"?utf-?8)/i.test(found.type)) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(found.bytes);
    return `data:image/svg+xml,${text.replaceAll(ESCAPED, (part) => (/^cas:/i.test(part) ? "cas%3A" : encodeURIComponent(part)))}`;
  } catch {
    // Not UTF-8, or half a character.
    return null;
  }
}
