/**
 * What a query leaves of all places of an index, worked out from the index alone: sets of places for each word, tag, site,
 * state and date, joined as the query joins them. Nothing is left out that may be meant; where the index cannot tell, the
 * answer says that it is not sure, or knows nothing.
 */
import { allNeedles } from "../../../domain/query/match";
import type { DateQuery, Query, TextField } from "../../../domain/query/query";
import type { Needle } from "../../../domain/text/find";
import type { Findings } from "../text-search";
import type { Columns } from "./columns";
import { ANYWHERE, bitOf } from "./fields";
import { complement, intersection, union, type Places } from "./places";
import type { WordStarts } from "./word-starts";

/** What one part of a query leaves, and whether all of that satisfies it. */
export interface Narrowed {
  readonly places: Places;
  readonly isSure: boolean;
}

export interface NarrowParts {
  readonly starts: WordStarts;
  readonly columns: Columns;
  readonly findings: Findings;
  /** Places of links by their ids. */
  readonly placeOf: (id: string) => number | undefined;
}

/** Where words are looked for: some fields, or (null) everywhere. */
type Scope = readonly TextField[] | null;

/** `null`: any place may be meant. */
export function narrow(query: Query, parts: NarrowParts, scope: Scope = null): Narrowed | null {
  const { columns } = parts;
  switch (query.kind) {
    case "and":
      return allOf(query.of, parts, scope);
    case "or":
      return anyOf(
        query.of.map((one) => narrow(one, parts, scope)),
        columns.length,
      );
    case "not": {
      const inner = narrow(query.of, parts, scope);
      return inner?.isSure ? sure(complement(inner.places, columns.length)) : null;
    }
    case "text":
      return withText(query, parts, scope);
    default:
      return operator(query, columns);
  }
}

function operator(
  query: Exclude<Query, { readonly kind: "and" | "or" | "not" | "text" }>,
  columns: Columns,
): Narrowed {
  switch (query.kind) {
    case "tag":
      return sure(columns.withTag(query.path));
    case "site":
      return sure(columns.ofSite(query));
    case "is":
      return sure(columns.with(query.state));
    case "has":
      return sure(columns.with(query.part));
    case "date":
      return dated(query, columns);
    case "in":
      return sure(columns.everything);
  }
}

const sure = (places: Places): Narrowed => ({ places, isSure: true });

function allOf(queries: readonly Query[], parts: NarrowParts, scope: Scope): Narrowed | null {
  const fields = queries.flatMap((one) => (one.kind === "in" ? [one.field] : []));
  const inner = fields.length > 0 ? fields : scope;
  const left = queries.filter((one) => one.kind !== "in").map((one) => narrow(one, parts, inner));
  return left.length === 0 ? sure(parts.columns.everything) : inAll(left);
}

/** What all of them leave: those that know nothing leave everything. */
export function inAll(left: readonly (Narrowed | null)[]): Narrowed | null {
  const known = left.flatMap((one) => one ?? []);
  const places = intersection(known.map((one) => one.places));
  return places && { places, isSure: known.length === left.length && known.every(({ isSure }) => isSure) };
}

function anyOf(left: readonly (Narrowed | null)[], size: number): Narrowed | null {
  const known = left.flatMap((one) => one ?? []);
  if (known.length < left.length) return null;
  const places = union(
    known.map((one) => one.places),
    size,
  );
  return { places, isSure: known.every(({ isSure }) => isSure) };
}

function withText(query: Query, parts: NarrowParts, scope: Scope): Narrowed | null {
  const needles = allNeedles(query);
  if (scope === null) return inAll(needles.map((needle) => withNeedle(needle, parts, null)));
  // All of a word's pieces stand in one and the same field.
  const fields = scope.map((field) => inAll(needles.map((needle) => withNeedle(needle, parts, field))));
  return anyOf(fields, parts.columns.length);
}

/** Links that have a needle, in the texts of their snapshots too. */
function withNeedle(
  needle: Needle,
  { starts, columns, findings, placeOf }: NarrowParts,
  field: TextField | null,
): Narrowed | null {
  const found = starts.find(needle, field === null ? ANYWHERE : bitOf[field]);
  if (!found || (field !== null && field !== "text")) return found;
  const others = [...findings.timesOf(needle).keys()].flatMap((id) => placeOf(id) ?? []);
  if (others.length === 0) return found;
  return { ...found, places: union([found.places, Uint32Array.from(others)], columns.length) };
}

function dated({ relation, from, to }: DateQuery, columns: Columns): Narrowed {
  if (relation === "before") return sure(columns.savedBetween(-Infinity, from));
  if (relation === "after") return sure(columns.savedBetween(to, Infinity));
  if (relation === "saved") return sure(columns.savedBetween(from, to));
  return { places: columns.with("published"), isSure: false };
}
