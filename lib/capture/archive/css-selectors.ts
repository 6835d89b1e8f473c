/**
 * Which names a selector asks of the elements it takes: element, class, id and attribute names that stand outside of any
 * parentheses. An archived page runs no script, so a selector that asks for a name no element has will never take one,
 * whatever the person points at and however wide the window is.
 */
import { cssUnquote, type CssToken } from "./css-tokens";

/** One selector of a list. */
export interface SelectorPart {
  /** Indices of its tokens: from `first` on, before `end`. */
  readonly first: number;
  readonly end: number;
  /** Names as `nameKey` writes them. */
  readonly names: readonly string[];
  /** Whether every browser understands it: an unknown part makes the rule it stands in void. */
  readonly isPlain: boolean;
}

/** Element, class, id or attribute name, folded: in quirks mode letter case makes no difference. */
export const nameKey = (kind: "" | "." | "#" | "[", name: string): string => kind + name.toLowerCase();

/** Attributes that change without a script: a person opens what is folded. */
const CHANGING = new Set(["open"]);
const OPENS: ReadonlySet<string> = new Set(["(-token", "[-token", "{-token", "function-token"]);
const CLOSES: ReadonlySet<string> = new Set([")-token", "]-token", "}-token"]);

/** Splits the tokens between two indices at the commas that stand outside of brackets. */
export function selectorParts(tokens: readonly CssToken[], from: number, to: number): SelectorPart[] {
  const parts: SelectorPart[] = [];
  let first = from;
  let depth = 0;
  for (let i = from; i <= to; i++) {
    const name = i < to ? (tokens[i]?.name ?? "") : "comma-token";
    if (OPENS.has(name)) depth++;
    else if (CLOSES.has(name)) depth--;
    else if (name === "comma-token" && (depth <= 0 || i === to)) {
      parts.push(readPart(tokens, first, i));
      first = i + 1;
    }
  }
  return parts;
}

function readPart(tokens: readonly CssToken[], first: number, end: number): SelectorPart {
  const names: string[] = [];
  let isPlain = true;
  for (let i = first; i < end; i++) {
    const token = tokens[i];
    if (!token) break;
    const closed = OPENS.has(token.name) ? closing(tokens, i, end) : i;
    const name = nameAt(tokens, i);
    if (name !== null) names.push(name);
    if (!isPlainAt(tokens, i)) isPlain = false;
    i = closed;
  }
  return { first, end, names, isPlain };
}

/** Index of the token that closes what opens at `at`. */
function closing(tokens: readonly CssToken[], at: number, end: number): number {
  let depth = 0;
  for (let i = at; i < end; i++) {
    const name = tokens[i]?.name ?? "";
    if (OPENS.has(name)) depth++;
    else if (CLOSES.has(name) && --depth === 0) return i;
  }
  return end;
}

const isDelim = (token: CssToken | undefined, sign: string): boolean =>
  token?.name === "delim-token" && token.text === sign;

/** The name that is asked for at this token, or `null`. */
function nameAt(tokens: readonly CssToken[], at: number): string | null {
  const token = tokens[at];
  if (token?.name === "hash-token") return nameKey("#", cssUnquote(token.text.slice(1)));
  if (token?.name === "[-token") return attributeAt(tokens, at);
  return token?.name === "ident-token" ? wordAt(tokens, at, token.text) : null;
}

function wordAt(tokens: readonly CssToken[], at: number, text: string): string | null {
  const before = tokens[at - 1];
  if (isDelim(before, ".")) return nameKey(".", cssUnquote(text));
  // A namespace says nothing of names, and what follows a colon is a state or a part.
  const isOther = before?.name === "colon-token" || isDelim(tokens[at + 1], "|");
  return isOther ? null : nameKey("", cssUnquote(text));
}

function attributeAt(tokens: readonly CssToken[], at: number): string | null {
  let next = at + 1;
  while (tokens[next]?.name === "whitespace-token") next++;
  const token = tokens[next];
  if (token?.name !== "ident-token" || isDelim(tokens[next + 1], "|")) return null;
  const name = cssUnquote(token.text).toLowerCase();
  return CHANGING.has(name) ? null : nameKey("[", name);
}

const PLAIN_TOKENS: ReadonlySet<string> = new Set([
  "ident-token",
  "hash-token",
  "whitespace-token",
  "comment-token",
]);
const PLAIN_DELIMS: ReadonlySet<string> = new Set([".", ">", "+", "~", "*"]);
/** States and parts every browser has known for long. */
const PLAIN_STATES =
  /^(hover|active|focus|visited|link|checked|disabled|enabled|first-child|last-child|only-child|first-of-type|last-of-type|empty|root|target|before|after|first-letter|first-line|placeholder|selection|focus-within|focus-visible|required|optional|valid|invalid|read-only)$/i;

function isPlainAt(tokens: readonly CssToken[], at: number): boolean {
  const token = tokens[at];
  if (!token) return true;
  if (token.name === "colon-token") {
    const next = tokens[at + 1];
    return next?.name === "colon-token" || (next?.name === "ident-token" && PLAIN_STATES.test(next.text));
  }
  if (token.name === "delim-token") return PLAIN_DELIMS.has(token.text);
  return PLAIN_TOKENS.has(token.name);
}
