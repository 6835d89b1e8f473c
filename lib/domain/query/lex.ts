/**
 * Cuts a search text into tokens. Never fails: what cannot be read becomes words, and says so. Full-width signs of
 * input methods and typographic quotes count as their plain forms where they are signs.
 */
import { fold } from "../text/fold";
import { operatorNamed, type OperatorName } from "./names";
import type { QueryProblem } from "./query";

export interface OperatorToken {
  readonly kind: "operator";
  readonly name: OperatorName;
  /** As written, on one line, without quotes; may be empty. */
  readonly value: string;
  /** The whole of it as written, for telling what is wrong. */
  readonly piece: string;
}

export interface TextToken {
  readonly kind: "text";
  readonly text: string;
  /** Whether it may go on: words, and phrases with a `*` behind. */
  readonly open: boolean;
  readonly quoted: boolean;
}

export type Token =
  | OperatorToken
  | TextToken
  | { readonly kind: "minus" }
  | { readonly kind: "open" }
  | { readonly kind: "close" };

export interface Lexed {
  readonly tokens: readonly Token[];
  readonly problems: readonly QueryProblem[];
}

/** What closes a quote, by what opened it. Keyboards mix the forms. */
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "“": '”"',
  "”": '“”"',
  "„": '“”"',
  "＂": '＂"',
  "「": "」",
  "『": "』",
};
const SPACE = /\s/u;
const OPEN = /[(（]/;
const CLOSE = /[)）]/;
const MINUS = /[-－−]/;

const oneLine = (text: string): string => text.replace(/\s+/gu, " ").trim();

class Lexer {
  readonly tokens: Token[] = [];
  readonly problems: QueryProblem[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  run(): Lexed {
    while (this.at < this.text.length) this.next();
    return { tokens: this.tokens, problems: this.problems };
  }

  private peek(offset = 0): string {
    return this.text.charAt(this.at + offset);
  }

  private next(): void {
    const sign = this.peek();
    if (SPACE.test(sign)) this.at++;
    else if (OPEN.test(sign)) this.sign("open");
    else if (CLOSE.test(sign)) this.sign("close");
    else if (this.isNegation()) this.sign("minus");
    else if (Object.hasOwn(QUOTES, sign)) this.tokens.push({ kind: "text", ...this.quoted(), quoted: true });
    else this.word();
  }

  private sign(kind: "minus" | "open" | "close"): void {
    this.tokens.push({ kind });
    this.at++;
  }

  /** A minus right before something. `--help` and `a - b` are words. */
  private isNegation(): boolean {
    const after = this.peek(1);
    return MINUS.test(this.peek()) && after !== "" && !/[\s\-－−)）]/u.test(after);
  }

  /** A phrase in quotes; doubled quotes stand for one, a `*` behind leaves its end open. */
  private quoted(): { text: string; open: boolean } {
    const closers = QUOTES[this.peek()] ?? "";
    const start = this.at++;
    let text = "";
    for (; this.at < this.text.length; this.at++) {
      const character = this.peek();
      if (!closers.includes(character)) text += character;
      else if (character === '"' && this.peek(1) === '"') text += this.text.charAt(this.at++);
      else return { text: oneLine(text), open: this.closeQuote() };
    }
    this.problems.push({ kind: "unclosed-quote", piece: this.text.slice(start) });
    return { text: oneLine(text), open: true };
  }

  private closeQuote(): boolean {
    this.at++;
    const isOpen = this.peek() === "*";
    if (isOpen) this.at++;
    return isOpen;
  }

  private word(): void {
    const start = this.at;
    const name = this.operator();
    if (name === null) this.plainWord();
    else {
      const value = Object.hasOwn(QUOTES, this.peek()) ? this.quoted().text : this.bare();
      this.tokens.push({ kind: "operator", name, value, piece: this.text.slice(start, this.at) });
    }
  }

  /** The operator that begins here, its colon passed; `null` when none does. */
  private operator(): OperatorName | null {
    const match = /^([\p{L}-]+)[:：]/u.exec(this.text.slice(this.at, this.at + 24));
    const name = match?.[1] === undefined ? undefined : operatorNamed(fold(match[1]));
    if (match === null || name === undefined) return null;
    this.at += match[0].length;
    return name;
  }

  private plainWord(): void {
    const text = this.bare();
    const unknown = /^([a-z]{2,}):[^\s:/\\\d]/i.exec(text)?.[1];
    if (unknown !== undefined) this.problems.push({ kind: "unknown-operator", piece: `${unknown}:` });
    this.tokens.push({ kind: "text", text, open: true, quoted: false });
  }

  /** Up to the next space, or to a parenthesis that closes none of the word's own. */
  private bare(): string {
    const start = this.at;
    for (let depth = 0; this.at < this.text.length; this.at++) {
      const sign = this.peek();
      if (OPEN.test(sign)) depth++;
      else if (CLOSE.test(sign) && depth-- === 0) break;
      else if (SPACE.test(sign)) break;
    }
    return this.text.slice(start, this.at);
  }
}

/** Tokens of a search text in order, and what could not be read. */
export const lex = (text: string): Lexed => new Lexer(text).run();
