/** Ways to make a search that finds nothing wider: without one of its operators, or with any of its words. Pure. */
import { lex } from "../../domain/query/lex";
import { joinQuery, splitQuery } from "./split-query";

export interface Wider {
  /** The operator that is left out, as written; "" for any of the words. */
  readonly without: string;
  readonly text: string;
}

const MOST = 5;

export function widerSearches(text: string): readonly Wider[] {
  const { chips, rest } = splitQuery(`${text} `);
  const ways: Wider[] = chips.map((chip) => ({
    without: chip.text,
    text: joinQuery(
      chips.filter((one) => one !== chip),
      rest,
    ).trim(),
  }));
  const any = anyWord(rest);
  if (any !== "") ways.push({ without: "", text: joinQuery(chips, any) });
  if (any !== "" && chips.length > 0) ways.push({ without: "", text: any });
  return ways.filter((way) => way.text !== "").slice(-MOST);
}

/** The words as alternatives; "" where there is one only, or where the person said how they belong together. */
function anyWord(rest: string): string {
  const { tokens } = lex(rest);
  const words = tokens.flatMap((token) => (token.kind === "text" ? [token] : []));
  const isPlain = words.length === tokens.length && words.every(({ quoted }) => !quoted);
  // Connectives make a text that is not split: " OR " would say nothing new.
  if (!isPlain || words.length < 2 || /\s(?:or|and|not|或|且|非)\s/i.test(rest)) return "";
  return `(${words.map(({ text }) => text).join(" OR ")})`;
}
