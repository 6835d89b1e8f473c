/**
 * A search text as the search box shows it: operators that are finished as chips, and the words beside them. Only where
 * all of it must hold: with OR, NOT, parentheses or an open quote every place matters, and the text stays whole. Pure.
 */
import { lex, type OperatorToken, type Token } from "../../domain/query/lex";
import { connectives, negations } from "../../domain/query/names";
import { readOperator } from "../../domain/query/operators";

export interface OperatorChip {
  /** As it stands in the text, its minus too. */
  readonly text: string;
  /** What is before the value, as written: `tag:`, `-标签：`. */
  readonly name: string;
  /** As written, without quotes. */
  readonly value: string;
}

export interface SplitQuery {
  readonly chips: readonly OperatorChip[];
  /** What is left to type in. */
  readonly rest: string;
}

/** An operator is finished by the space behind it. */
export function splitQuery(text: string): SplitQuery {
  const { tokens, problems } = lex(text);
  const isWhole = problems.some(({ kind }) => kind === "unclosed-quote") || tokens.some(mattersWhere);
  const chips: OperatorChip[] = [];
  const between: string[] = [];
  let at = 0;
  let from = 0;
  for (const token of isWhole ? [] : tokens) {
    if (token.kind !== "operator") continue;
    const start = text.indexOf(token.piece, at);
    at = start + token.piece.length;
    if (!isFinished(token, text.charAt(at))) continue;
    const first = isNegated(text, start) ? start - 1 : start;
    chips.push(chipOf(text.slice(first, at), token));
    between.push(text.slice(from, first).trim());
    from = at;
  }
  if (chips.length === 0) return { chips, rest: text };
  return { chips, rest: joined(between, text.slice(from)) };
}

// Whether a date can be read does not depend on the day it is read on.
const isFinished = (token: OperatorToken, next: string): boolean =>
  /\s/u.test(next) && readOperator(token, 0).ok;

const isNegated = (text: string, at: number): boolean => /[-－−]/.test(text.charAt(at - 1));

/** What stood between the chips, and what is being typed behind them. */
function joined(between: readonly string[], last: string): string {
  const before = between.filter((piece) => piece !== "").join(" ");
  return (before + last.replace(/^\s+/u, before === "" ? "" : " ")).trimStart();
}

function chipOf(text: string, { value }: OperatorToken): OperatorChip {
  const colon = text.search(/[:：]/);
  return { text, name: text.slice(0, colon + 1), value };
}

const words: readonly string[] = [...connectives.or, ...connectives.and];

const mattersWhere = (token: Token): boolean =>
  token.kind === "open" ||
  token.kind === "close" ||
  (token.kind === "text" &&
    !token.quoted &&
    (words.includes(token.text.toLowerCase()) || negations.includes(token.text)));

/** The text of chips and of what stands beside them: `splitQuery` of it gives both back. */
export const joinQuery = (chips: readonly OperatorChip[], rest: string): string =>
  chips.length === 0 ? rest : `${chips.map(({ text }) => text).join(" ")} ${rest}`;
