/**
 * What a person who is typing a search may mean: operators by their beginning, their values, tags, sites of what is found,
 * saved and earlier searches. Pure; a handful at most, best first.
 */
import { operatorNamed, type OperatorName } from "../../domain/query/names";
import { tagKey } from "../../domain/tag";
import { fold } from "../../domain/text/fold";
import type { LensMessages } from "../text/lens/en";
import type { ListedTag } from "../tag-tools/known";

/** Asked for by a person's tap: the whole search text afterwards. */
export interface Suggestion {
  readonly kind: "operator" | "value" | "tag" | "site" | "saved" | "recent";
  /** What the chip says. */
  readonly label: string;
  readonly text: string;
}

export interface SuggestFacts {
  /** In the order of preference. */
  readonly tags: readonly ListedTag[];
  readonly sites: readonly string[];
  readonly saved: readonly { readonly name: string; readonly query: string }[];
  readonly recent: readonly string[];
  readonly words: LensMessages;
}

const MOST = 6;
const LAST = /(?:^|\s)([-－]?)([^\s]*)$/u;

const quoted = (value: string): string => (/\s/.test(value) ? `"${value}"` : value);

/** Suggestions for a search text as it stands in the box. */
export function suggestionsFor(text: string, facts: SuggestFacts): readonly Suggestion[] {
  const [, sign = "", word = ""] = LAST.exec(text) ?? [];
  const before = text.slice(0, text.length - sign.length - word.length) + sign;
  if (word === "") return text.trim() === "" || sign !== "" ? [] : narrowing(before, facts);
  const colon = word.search(/[:：]/);
  const name = colon > 0 ? operatorNamed(fold(word.slice(0, colon))) : undefined;
  if (name !== undefined)
    return valuesOf(name, before, { facts, head: word.slice(0, colon + 1), typed: word.slice(colon + 1) });
  const found = [...ofSearches(text, facts), ...ofWord(word, before, facts)].slice(0, MOST);
  return found.length > 0 ? found : behind(text, { sign, facts });
}

/** Whether what is offered narrows the search down: it adds an operator to all that stands there. */
export const isNarrowing = ([first]: readonly Suggestion[], text: string): boolean =>
  first?.kind === "operator" && first.text.startsWith(`${text.trimEnd()} `);

/** A word that begins nothing known is whole as it is; one that is taken out is not yet. */
const behind = (
  text: string,
  { sign, facts }: { sign: string; facts: SuggestFacts },
): readonly Suggestion[] => (sign === "" ? narrowing(`${text} `, facts) : []);

/** Operators for a search that is whole as it is: those of the mock, without the ones it has. */
function narrowing(before: string, { words }: SuggestFacts): Suggestion[] {
  const { operators, parts, fields } = words;
  const colon = operators.tag === "tag" ? ":" : "：";
  const some = [
    `${operators.site}${colon}`,
    `${operators.has}${colon}${parts[0] ?? ""} `,
    `${operators.in}${colon}${fields[0] ?? ""} `,
    `${operators.after}${colon}`,
    `-${operators.tag}${colon}`,
  ];
  return some
    .filter((one) => !before.includes(one.trim()))
    .map((one) => ({ kind: "operator", label: one.trim(), text: before + one }));
}

interface Typed {
  readonly facts: SuggestFacts;
  /** The operator with its colon, as written. */
  readonly head: string;
  readonly typed: string;
}

function candidatesOf(name: OperatorName, { tags, sites, words }: SuggestFacts): readonly string[] {
  switch (name) {
    case "tag":
      return tags.map(({ label }) => label);
    case "site":
      return sites;
    case "is":
      return words.states;
    case "has":
      return words.parts;
    case "in":
      return words.fields;
    default:
      return words.days;
  }
}

function valuesOf(name: OperatorName, before: string, { facts, head, typed }: Typed): Suggestion[] {
  const wanted = fold(typed.replace(/^["“「]/, ""));
  const all = candidatesOf(name, facts);
  const fits = (value: string) => fold(value).includes(wanted) && fold(value) !== wanted;
  const begins = all.filter((value) => fits(value) && fold(value).startsWith(wanted));
  const within = all.filter((value) => fits(value) && !begins.includes(value));
  return [...begins, ...within].slice(0, MOST).map((value) => ({
    kind: "value",
    label: head + value,
    text: `${before}${head}${quoted(value)} `,
  }));
}

/** Saved and earlier searches that go on as the whole text does. */
function ofSearches(text: string, { saved, recent }: SuggestFacts): Suggestion[] {
  const wanted = fold(text.trim());
  const own = saved
    .filter(({ name, query }) => fold(name).startsWith(wanted) && query !== text.trim())
    .map(({ name, query }): Suggestion => ({ kind: "saved", label: name, text: query }));
  const earlier = recent
    .filter((one) => fold(one).startsWith(wanted) && fold(one) !== wanted)
    .map((one): Suggestion => ({ kind: "recent", label: one, text: one }));
  return [...own.slice(0, 2), ...earlier.slice(0, 2)];
}

function ofWord(word: string, before: string, { tags, sites, words }: SuggestFacts): Suggestion[] {
  const wanted = fold(word);
  const colon = words.operators.tag === "tag" ? ":" : "：";
  const operators = Object.entries(words.operators).flatMap(([english, name]): Suggestion[] => {
    const found = [name + colon, `${english}:`].find((one) => one.startsWith(wanted));
    return found === undefined ? [] : [{ kind: "operator", label: found, text: before + found }];
  });
  const isTag = ({ key, aliases }: ListedTag) =>
    key.split("/").some((part) => part.startsWith(wanted)) ||
    aliases.some((alias) => tagKey(alias).startsWith(wanted));
  const ofTags = tags.filter(isTag).map(({ label }): Suggestion => {
    const text = `${words.operators.tag}${colon}${quoted(label)}`;
    return { kind: "tag", label, text: `${before}${text} ` };
  });
  const ofSites = sites
    .filter((site) => fold(site).startsWith(wanted))
    .map((site): Suggestion => {
      const text = `${words.operators.site}${colon}${site}`;
      return { kind: "site", label: site, text: `${before}${text} ` };
    });
  return [...operators.slice(0, 2), ...ofTags.slice(0, 3), ...ofSites.slice(0, 2)];
}
