/**
 * Reads plain lists: one address a line, alone, behind its title, as `address | title`, or as a Markdown link. Empty
 * lines and lines that begin with `#` and a space separate and explain; other lines without an address are reported.
 */
import { collect, emptyRow, type Row } from "../collect";
import type { Reading } from "../format";
import { parseAddress } from "../../domain/url/address";
import { addressesIn, addressIn } from "../../domain/url/shared-text";

const PIPED = /^(\S+) \| (.*)$/;
const MARKDOWN =
  /^(?:[-*+]\s+|\d+[.)]\s+)?\[([^\]]*)\]\(<?([^\s()>]+(?:\([^\s()]*\)[^\s()>]*)*)>?(?:\s+"[^"]*")?\)/;
const COMMENT = /^#(?:\s|$)/;

export const readAddresses = (file: string): Reading => collect(rowsOf(file));

/** Whether at least one line holds an address with its scheme. */
export const hasAddresses = (file: string): boolean => /(?:^|[\s(<"'|])https?:\/\/\S/im.test(file);

function* rowsOf(file: string): Generator<Row> {
  let line = 0;
  for (const raw of file.split(/\r\n|\r|\n/)) {
    line++;
    const text = raw.trim();
    if (text === "" || COMMENT.test(text)) continue;
    for (const { given, title } of linksIn(text)) yield { ...emptyRow, line, given, title };
  }
}

interface Found {
  readonly given: string;
  readonly title: string;
}

function linksIn(text: string): readonly Found[] {
  const whole = written(PIPED.exec(text), [1, 2]) ?? written(MARKDOWN.exec(text), [2, 1]);
  if (whole) return [whole];
  if (parseAddress(text).ok) return [{ given: text, title: "" }];
  const inside = addressesIn(text);
  if (inside.length > 1) return inside.map((given) => ({ given, title: "" }));
  const only = addressIn(text);
  return [only ? { given: only.url, title: only.title } : { given: text, title: "" }];
}

/** What a pattern found, if its address is one. */
function written(match: RegExpExecArray | null, [address, title]: readonly [number, number]): Found | null {
  const given = match?.[address];
  return given && parseAddress(given).ok ? { given, title: match[title] ?? "" } : null;
}
