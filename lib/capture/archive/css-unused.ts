/**
 * Takes out of a style sheet what can never show again: rules for elements the page has not got, rules for paper,
 * comments and needless space. What depends on the window, on the pointer or on a choice stays.
 */
import { nameKey, selectorParts, type SelectorPart } from "./css-selectors";
import { cssTokens, type CssToken } from "./css-tokens";

/** Names of elements, classes, ids and attributes in the page (`nameKey`). */
export type SeenNames = ReadonlySet<string>;

/** At-rules whose block holds rules. */
const GROUPS = /^@(media|supports|layer|container|scope|starting-style|-moz-document|document)$/i;
/** Every medium of the list is paper. */
export const isForPaper = (media: string): boolean =>
  media.trim() !== "" && media.split(",").every((one) => /^\s*(only\s+)?print\b/i.test(one));

const SPACE: ReadonlySet<string> = new Set(["whitespace-token", "comment-token"]);
/** Space beside these says nothing. */
const TIGHT: ReadonlySet<string> = new Set(["{-token", "}-token", "semicolon-token", "comma-token"]);

const RULE_ENDS: ReadonlySet<string> = new Set(["{-token"]);
const AT_RULE_ENDS: ReadonlySet<string> = new Set(["{-token", "semicolon-token"]);
const NESTING: Readonly<Record<string, number>> = {
  "(-token": 1,
  "[-token": 1,
  "function-token": 1,
  ")-token": -1,
  "]-token": -1,
};

class Sieve {
  private readonly out: string[] = [];
  private last: CssToken | undefined;
  private hasSpace = false;

  constructor(
    private readonly tokens: readonly CssToken[],
    private readonly seen: SeenNames,
  ) {}

  text(): string {
    this.rules(0, this.tokens.length);
    return this.out.join("");
  }

  /** Rules and statements from one index to another. */
  private rules(from: number, to: number): void {
    let at = from;
    while (at < to) at = this.one(at, to);
  }

  /** One rule, statement or stray token; returns the index after it. */
  private one(at: number, to: number): number {
    const token = this.tokens[at];
    if (!token || SPACE.has(token.name) || token.name === "CDO-token" || token.name === "CDC-token") {
      this.write(at, at + 1);
      return at + 1;
    }
    const isAtRule = token.name === "at-keyword-token";
    const open = this.find(at, { to, isAtRule });
    const name = this.tokens[open]?.name;
    if (name !== "{-token") {
      this.write(at, Math.min(to, open + 1));
      return open + 1;
    }
    const end = this.blockEnd(open, to);
    if (isAtRule) this.atRule({ at, open, end });
    else this.rule({ at, open, end });
    return end + 1;
  }

  private atRule({ at, open, end }: Block): void {
    const name = this.tokens[at]?.text ?? "";
    const prelude = this.source(at + 1, open);
    if (/^@page$/i.test(name) || (/^@media$/i.test(name) && isForPaper(prelude))) return;
    if (!GROUPS.test(name)) {
      this.write(at, end + 1);
      return;
    }
    const inner = new Sieve(this.tokens, this.seen);
    inner.rules(open + 1, end);
    // An empty layer still has its place in the order of layers.
    if (inner.out.length === 0 && !/^@layer$/i.test(name)) return;
    this.write(at, open + 1);
    this.out.push(...inner.out);
    this.hasSpace = false;
    this.last = inner.last ?? this.last;
    this.write(end, end + 1);
  }

  private rule({ at, open, end }: Block): void {
    const parts = selectorParts(this.tokens, at, open);
    const isHere = (part: SelectorPart): boolean => part.names.every((name) => this.seen.has(name));
    if (!parts.some(isHere) && !this.asksFromWithin(open, end)) return;
    const kept = parts.filter((part) => isHere(part) || !part.isPlain);
    if (kept.length === parts.length || kept.length === 0) this.write(at, open);
    for (const [index, part] of kept.length === parts.length ? [] : kept.entries()) {
      if (index > 0) this.out.push(",");
      this.hasSpace = false;
      this.write(this.skipSpace(part.first), part.end);
    }
    this.hasSpace = false;
    this.write(open, end + 1);
  }

  /** A rule inside of this one that asks for what its own selector does not take: `:not(&)`. */
  private asksFromWithin(open: number, end: number): boolean {
    return /\([^)]*&/.test(this.source(open, end));
  }

  private skipSpace(from: number): number {
    let at = from;
    while (SPACE.has(this.tokens[at]?.name ?? "")) at++;
    return at;
  }

  /** Index of the block, or of an at-rule's semicolon, that ends a prelude; past the end when there is none. */
  private find(from: number, { to, isAtRule }: { to: number; isAtRule: boolean }): number {
    const ends = isAtRule ? AT_RULE_ENDS : RULE_ENDS;
    let depth = 0;
    for (let i = from; i < to; i++) {
      const name = this.tokens[i]?.name ?? "";
      if (depth === 0 && ends.has(name)) return i;
      depth = Math.max(0, depth + (NESTING[name] ?? 0));
    }
    return to;
  }

  /** Index of the brace that closes a block, or the last index where none does. */
  private blockEnd(open: number, to: number): number {
    let depth = 0;
    for (let i = open; i < to; i++) {
      const name = this.tokens[i]?.name;
      if (name === "{-token") depth++;
      else if (name === "}-token" && --depth === 0) return i;
    }
    return to;
  }

  private source(from: number, to: number): string {
    return this.tokens
      .slice(from, to)
      .map((token) => token.text)
      .join("");
  }

  /** Writes tokens without comments, with one space where some stood between words. */
  private write(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const token = this.tokens[i];
      if (!token) break;
      if (SPACE.has(token.name)) this.space(token, i);
      else this.word(token);
    }
  }

  private space(token: CssToken, at: number): void {
    if (token.name === "whitespace-token") this.hasSpace = true;
    // Two words with nothing but a comment between them must not become one.
    else if (this.last && !this.hasSpace && !SPACE.has(this.tokens[at + 1]?.name ?? ""))
      this.out.push("/**/");
  }

  private word(token: CssToken): void {
    // A variable may be one space.
    const isEmpty = this.last?.name === "colon-token";
    const isTight = !this.last || TIGHT.has(this.last.name) || (TIGHT.has(token.name) && !isEmpty);
    if (this.hasSpace && !isTight) this.out.push(" ");
    this.hasSpace = false;
    this.out.push(token.text);
    this.last = token;
  }
}

interface Block {
  /** Index of the first token, of the opening and of the closing brace. */
  readonly at: number;
  readonly open: number;
  readonly end: number;
}

/** The sheet without what never shows. */
export const dropUnused = (text: string, seen: SeenNames): string => new Sieve(cssTokens(text), seen).text();

/** Elements that archiving itself puts in. */
const ADDED = ["html", "head", "body", "img", "style", "svg", "pre"];

export const seenNames = (names: Iterable<string>): SeenNames =>
  new Set([...names, ...ADDED.map((name) => nameKey("", name))]);
