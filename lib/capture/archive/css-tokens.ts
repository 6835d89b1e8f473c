/** CSS as a row of tokens, with the little arithmetic the rewriter needs. */
import { tokenize, tokenNames } from "css-tree";

export interface CssToken {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function cssTokens(text: string): readonly CssToken[] {
  const tokens: CssToken[] = [];
  tokenize(text, (type, start, end) => {
    tokens.push({ name: tokenNames[type] ?? "", start, end, text: text.slice(start, end) });
  });
  return tokens;
}

/** The value of a CSS string or of the inside of `url(…)`: without quotes, with escapes resolved. */
export function cssUnquote(source: string): string {
  const text = source.trim();
  const inner = /^(["'])/.test(text) ? text.slice(1, text.endsWith(text.charAt(0)) ? -1 : undefined) : text;
  return inner.replaceAll(
    /\\(?:([0-9a-f]{1,6})\s?|\r?\n|([\s\S]))/gi,
    (_all, hex?: string, char?: string) => {
      if (hex === undefined) return char ?? "";
      const point = Number.parseInt(hex, 16);
      return point === 0 || point > 0x10ffff ? "\ufffd" : String.fromCodePoint(point);
    },
  );
}

/** Blocks that are still open at the end. */
function openBlocks(tokens: readonly CssToken[]): number {
  let open = 0;
  for (const { name } of tokens) {
    if (name === "{-token") open++;
    else if (name === "}-token") open = Math.max(0, open - 1);
  }
  return open;
}

/** The end of a comment or string that is still open at the end. */
function openEnd(last: CssToken | undefined): string {
  if (last?.name === "comment-token") return /^\/\*[\s\S]*\*\/$/.test(last.text) ? "" : "*/";
  if (last?.name === "string-token") return /^(["'])[\s\S]*\1$/.test(last.text) ? "" : last.text.charAt(0);
  return "";
}

/** What must follow the tokens so that nothing in them stays open: blocks, a comment, a string. */
export const cssClosing = (tokens: readonly CssToken[]): string =>
  openEnd(tokens.at(-1)) + "}".repeat(openBlocks(tokens));
