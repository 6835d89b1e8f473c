/** Writes a query back as text that reads as the same query, with English operator names. */
import { connectives, negations } from "./names";
import type { Query } from "./query";

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const QUOTE_SIGNS = /^["“”„＂「『]/;
/** A value may stand bare when nothing in it could end it early. */
const value = (text: string): string =>
  /[\s()（）]/u.test(text) || QUOTE_SIGNS.test(text) ? quoted(text) : text;

/** A word may stand bare when it cannot be taken for a sign, an operator or a connective. */
function word(text: string): string {
  const isSafe =
    !/[\s()（）:：]|^[-－−]|^[\p{P}|&+=~<>^$`]+$/u.test(text) && !QUOTE_SIGNS.test(text) && !isReserved(text);
  return isSafe ? text : `${quoted(text)}*`;
}
const isReserved = (text: string): boolean =>
  [...connectives.or, ...connectives.and].some((name) => name === text.toLowerCase()) ||
  negations.includes(text);

const grouped = (query: Query): string => `(${printQuery(query)})`;
const inGroup = (query: Query): string =>
  query.kind === "and" || query.kind === "or" ? grouped(query) : printQuery(query);

/** The text of a query: `parseQuery(printQuery(q), now).query` equals `q`. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case "and":
      return query.of.map(inGroup).join(" ");
    case "or":
      return query.of.map((one) => (one.kind === "or" ? grouped(one) : printQuery(one))).join(" OR ");
    case "not":
      return `-${query.of.kind === "not" ? grouped(query.of) : inGroup(query.of)}`;
    case "text":
      return query.open ? word(query.text) : quoted(query.text);
    default:
      return printOperator(query);
  }
}

type OperatorQuery = Exclude<Query, { readonly kind: "and" | "or" | "not" | "text" }>;

function printOperator(query: OperatorQuery): string {
  switch (query.kind) {
    case "tag":
      return `tag:${value(query.path)}`;
    case "site":
      return `site:${value(query.site)}`;
    case "is":
      return `is:${query.state}`;
    case "has":
      return `has:${query.part}`;
    case "in":
      return `in:${query.field}`;
    default:
      return `${query.relation}:${query.when}`;
  }
}
