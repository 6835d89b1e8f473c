/**
 * Reads a search text. Words beside each other must all be found; `OR` binds weaker than standing side by side;
 * parentheses group; `-` excludes. Any text is readable: what cannot be understood is reported and its words are
 * searched all the same.
 */
import { fold } from "../text/fold";
import { lex, type OperatorToken, type TextToken, type Token } from "./lex";
import { connectives, dayNames, negations } from "./names";
import { readOperator } from "./operators";
import { dateRelations, everything, type Query, type QueryProblem } from "./query";

/** Longer texts are cut: nobody types them, and reading stays quick and shallow. */
export const MAX_QUERY_LENGTH = 2000;
const MAX_DEPTH = 40;

export interface ParsedQuery {
  readonly query: Query;
  /** The first thing that could not be read. */
  readonly problem: QueryProblem | null;
}

/** Reads a search text. `now` (ms since 1970) is what `today` and `last-week` count from. Never throws. */
export function parseQuery(text: string, now: number): ParsedQuery {
  const { tokens, problems } = lex(text.slice(0, MAX_QUERY_LENGTH));
  const parser = new Parser(withDaysJoined(tokens), now);
  const query = parser.all();
  return { query, problem: problems[0] ?? parser.problem };
}

/** `saved:last week` without quotes is meant as one date. */
function withDaysJoined(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    const whole = last && joinedDay(last, token);
    if (whole) joined[joined.length - 1] = whole;
    else joined.push(token);
  }
  return joined;
}

function joinedDay(last: Token, next: Token): OperatorToken | null {
  if (last.kind !== "operator" || next.kind !== "text" || next.quoted) return null;
  const value = `${fold(last.value)}-${fold(next.text)}`;
  const isDate = dateRelations.some((relation) => relation === last.name);
  return isDate && Object.hasOwn(dayNames, value)
    ? { ...last, value, piece: `${last.piece} ${next.text}` }
    : null;
}

/** A word of punctuation alone, as in `a - b`, is not searched unless it stands in quotes. */
const ONLY_SIGNS = /^[\p{P}|&+=~<>^$`]+$/u;

const isWord = (token: Token | undefined, words: readonly string[]): boolean =>
  token?.kind === "text" && !token.quoted && words.includes(token.text.toLowerCase());

class Parser {
  problem: QueryProblem | null = null;
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly now: number,
  ) {}

  /** Everything, over closing parentheses that close nothing. */
  all(): Query {
    const parts: Query[] = [];
    while (this.at < this.tokens.length) {
      parts.push(this.alternatives());
      if (this.at < this.tokens.length) this.report({ kind: "unclosed-parenthesis", piece: ")" });
      this.at++;
    }
    return joinAll(parts.filter((part) => part !== everything));
  }

  private report(problem: QueryProblem): void {
    this.problem ??= problem;
  }

  /** Groups with `OR` between them. */
  private alternatives(): Query {
    const options: Query[] = [];
    do options.push(this.group());
    while (this.passesConnective(connectives.or));
    const meant = options.filter((option) => option !== everything);
    const [only] = meant;
    if (only === undefined) return everything;
    return meant.length === 1 ? only : { kind: "or", of: meant };
  }

  /** What stands side by side, up to an `OR` or the end. */
  private group(): Query {
    const parts: Query[] = [];
    for (
      let token = this.tokens[this.at];
      token !== undefined && token.kind !== "close";
      token = this.tokens[this.at]
    ) {
      if (parts.length > 0 && this.isBetween(connectives.or)) break;
      if (parts.length > 0 && this.passesConnective(connectives.and)) continue;
      const part = this.term();
      if (part !== null) parts.push(part);
    }
    return joinAll(parts);
  }

  /** Whether a connective stands here with something after it; otherwise it is a word like any other. */
  private isBetween(words: readonly string[]): boolean {
    return isWord(this.tokens[this.at], words) && isOperand(this.tokens[this.at + 1]);
  }

  private passesConnective(words: readonly string[]): boolean {
    if (!this.isBetween(words)) return false;
    this.at++;
    return true;
  }

  /** One thing to find, or `null` for what says nothing. */
  private term(): Query | null {
    const token = this.tokens[this.at++];
    switch (token?.kind) {
      case "minus":
        return this.negated();
      case "open":
        return this.parenthesised();
      case "operator":
        return this.operator(token);
      case "text":
        return this.text(token);
      default:
        return null;
    }
  }

  private text({ text, open, quoted }: TextToken): Query | null {
    if (!quoted && negations.includes(text) && isOperand(this.tokens[this.at])) return this.negated();
    if (text === "" || (!quoted && ONLY_SIGNS.test(text))) return null;
    return { kind: "text", text, open };
  }

  private negated(): Query | null {
    const term = this.term();
    if (term?.kind !== "in") return term && { kind: "not", of: term };
    this.report({ kind: "unknown-operator", piece: `-in:${term.field}` });
    return null;
  }

  private parenthesised(): Query | null {
    if (this.depth >= MAX_DEPTH) return null;
    this.depth++;
    const inner = this.alternatives();
    this.depth--;
    if (this.tokens[this.at] === undefined) this.report({ kind: "unclosed-parenthesis", piece: "(" });
    else this.at++;
    return inner === everything ? null : inner;
  }

  private operator(token: OperatorToken): Query | null {
    const read = readOperator(token, this.now);
    if (!read.ok) this.report({ kind: read.error, piece: token.piece });
    return read.ok ? read.value : null;
  }
}

const isOperand = (token: Token | undefined): boolean => token !== undefined && token.kind !== "close";

function joinAll(parts: readonly Query[]): Query {
  const [first] = parts;
  if (first === undefined) return everything;
  return parts.length === 1 ? first : { kind: "and", of: parts };
}
