/**
 * Whether a link satisfies a query. A query is made into a test once and asked of every link; the test allocates nothing
 * for words that may stand anywhere, so a large library is one quick pass.
 */
import { isUnder, tagKey } from "../tag";
import { findNeedle, type Needle } from "../text/find";
import { hasCjk } from "../text/tokenise";
import { displayHost, displayUrl } from "../url/display";
import { calendarDay } from "./dates";
import type { DateQuery, LinkPart, LinkStateName, Query, TextField, TextQuery } from "./query";
import { fieldIn, searchable, type QuerySubject } from "./subject";

export type SubjectTest = (subject: QuerySubject) => boolean;
/** Whether a needle stands in further texts of a link (its snapshots), by its id. Asked for once for each needle. */
export type Elsewhere = (needle: Needle) => (id: string) => boolean;
/** Where words are looked for: some fields, or (null) everywhere. */
type Scope = readonly TextField[] | null;

/** Whether a link satisfies a query. For many links, make the test once with `compileQuery`. */
export const matches = (query: Query, subject: QuerySubject): boolean => compileQuery(query)(subject);

const nowhere: Elsewhere = () => () => false;

/** The test of a query, to be asked of many links. What `elsewhere` finds counts as text of the link. */
export const compileQuery = (query: Query, elsewhere: Elsewhere = nowhere): SubjectTest =>
  compile(query, null, elsewhere);

function compile(query: Query, scope: Scope, elsewhere: Elsewhere): SubjectTest {
  switch (query.kind) {
    case "and":
      return allOf(query.of, scope, elsewhere);
    case "or": {
      const tests = query.of.map((one) => compile(one, scope, elsewhere));
      return (subject) => tests.some((test) => test(subject));
    }
    case "not": {
      const test = compile(query.of, scope, elsewhere);
      return (subject) => !test(subject);
    }
    case "text":
      return textTest(query, scope, elsewhere);
    default:
      return operatorTest(query);
  }
}

function allOf(queries: readonly Query[], scope: Scope, elsewhere: Elsewhere): SubjectTest {
  const fields = queries.flatMap((one) => (one.kind === "in" ? [one.field] : []));
  const inner = fields.length > 0 ? fields : scope;
  const tests = queries.filter((one) => one.kind !== "in").map((one) => compile(one, inner, elsewhere));
  return (subject) => tests.every((test) => test(subject));
}

/**
 * What has to be found for a word or phrase. A word of Latin letters and Han together is found whether or not the text
 * has a space between them, which writers of Chinese do both ways.
 */
function needlesOf(query: TextQuery): Needle[] {
  // Addresses are searched in the form they are shown in.
  const text = searchable(/^https?:\/\//i.test(query.text) ? displayUrl(query.text) : query.text);
  const isWord = query.open && !text.includes(" ") && hasCjk(text);
  const pieces = isWord ? text.split(SCRIPT_BORDER) : [text];
  return pieces.filter((piece) => piece !== "").map((piece) => ({ text: piece, open: query.open }));
}
const SCRIPT_BORDER =
  /(?<=[a-z0-9])(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])(?=[a-z0-9])/u;

function textTest(query: TextQuery, scope: Scope, elsewhere: Elsewhere): SubjectTest {
  const needles = needlesOf(query).map((needle) => ({ needle, isElsewhere: elsewhere(needle) }));
  if (scope === null)
    return ({ haystack, id = "" }) =>
      needles.every(({ needle, isElsewhere }) => findNeedle(haystack, needle) >= 0 || isElsewhere(id));
  return ({ haystack, id = "" }) =>
    scope.some((field) => {
      const text = fieldIn(haystack, field);
      return needles.every(
        ({ needle, isElsewhere }) => findNeedle(text, needle) >= 0 || (field === "text" && isElsewhere(id)),
      );
    });
}

type OperatorQuery = Exclude<Query, { readonly kind: "and" | "or" | "not" | "text" }>;

function operatorTest(query: OperatorQuery): SubjectTest {
  switch (query.kind) {
    case "tag": {
      const wanted = tagKey(query.path);
      return ({ tags }) => tags.some((tag) => isUnder(tag, wanted));
    }
    case "site":
      return siteTest(query.site);
    case "is":
      return stateTests[query.state];
    case "has":
      return partTests[query.part];
    case "in":
      return () => true;
    default:
      return dateTest(query);
  }
}

const stateTests: Record<LinkStateName, SubjectTest> = {
  starred: (subject) => subject.starred,
  archived: (subject) => subject.archived,
  unread: (subject) => subject.unread,
  untagged: (subject) => subject.tags.length === 0,
  captured: (subject) => subject.snapshots > 0,
  failed: (subject) => subject.failed,
  gone: (subject) => subject.gone,
  changed: (subject) => subject.changed,
};

const partTests: Record<LinkPart, SubjectTest> = {
  note: ({ haystack }) => fieldIn(haystack, "note") !== "",
  highlight: ({ haystack }) => fieldIn(haystack, "highlight") !== "",
  snapshot: (subject) => subject.snapshots > 0,
};

const PORT = /:\d+$/;

/**
 * A host and the hosts below it, at any port unless one is named, a label of a host (`github`), or the beginning of a
 * word of the site's name.
 */
function siteTest(site: string): SubjectTest {
  const bare = searchable(site)
    .replace(/^https?:\/\//, "")
    .replace(/^www\.|[/?#].*$/g, "");
  const wanted = displayHost(`https://${bare}/`) || bare;
  const label = wanted.includes(".") ? null : wanted;
  const namesPort = PORT.test(wanted);
  return (subject) => {
    const host = namesPort ? subject.host : subject.host.replace(PORT, "");
    return (
      host === wanted ||
      host.endsWith(`.${wanted}`) ||
      (label !== null && host.split(".").includes(label)) ||
      findNeedle(subject.site, { text: wanted, open: true }) >= 0
    );
  };
}

function dateTest({ relation, from, to }: DateQuery): SubjectTest {
  if (relation === "before") return ({ createdAt }) => createdAt < from;
  if (relation === "after") return ({ createdAt }) => createdAt >= to;
  if (relation === "saved") return ({ createdAt }) => createdAt >= from && createdAt < to;
  // Pages give days without a time zone: compared as days, not as moments.
  const [first, end] = [calendarDay(from), calendarDay(to)];
  return ({ published }) => {
    if (published === "") return false;
    const day = `${published}-01-01`.slice(0, 10);
    return day >= first && day < end;
  };
}

/** Everything a query looks for in texts, what it excludes too. */
export function allNeedles(query: Query): Needle[] {
  if (query.kind === "not") return allNeedles(query.of);
  if (query.kind === "and" || query.kind === "or") return query.of.flatMap(allNeedles);
  return query.kind === "text" ? needlesOf(query) : [];
}

/** What a query wants to find in texts, without what it excludes. */
export function wantedNeedles(query: Query): Needle[] {
  if (query.kind === "text") return needlesOf(query);
  return query.kind === "and" || query.kind === "or" ? query.of.flatMap(wantedNeedles) : [];
}

/** Folded words of a query to mark in what was found, each once; what is excluded is not marked. */
export const queryWords = (query: Query): string[] => [
  ...new Set(wantedNeedles(query).map((needle) => needle.text)),
];
