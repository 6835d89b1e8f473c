/**
 * The search language: what a query is once it is read. parse.ts makes it from text, print.ts writes it back, match.ts
 * asks whether a link satisfies it. Words stand as typed; folding happens when matching.
 */

/** Texts of a link that can be searched apart. */
export const textFields = ["title", "text", "note", "highlight"] as const;
export type TextField = (typeof textFields)[number];

export const linkStates = [
  "starred",
  "archived",
  "unread",
  "untagged",
  "captured",
  "failed",
  "gone",
  "changed",
] as const;
export type LinkStateName = (typeof linkStates)[number];

export const linkParts = ["note", "highlight", "snapshot"] as const;
export type LinkPart = (typeof linkParts)[number];

export const dateRelations = ["before", "after", "saved", "published"] as const;
export type DateRelation = (typeof dateRelations)[number];

export interface TextQuery {
  readonly kind: "text";
  /** As typed, on one line, never empty. */
  readonly text: string;
  /** True for a word, which may go on (`cat` finds `category`); false for a phrase in quotes. */
  readonly open: boolean;
}

export interface DateQuery {
  readonly kind: "date";
  /** `before` and `after` compare the time a link was saved; `published` the date the page gives. */
  readonly relation: DateRelation;
  /** As written: `2024-03`, `last-week`, `2020..2022`. */
  readonly when: string;
  /** The time meant, ms since 1970, local days; `to` exclusive. Open ends are ∓Infinity. */
  readonly from: number;
  readonly to: number;
}

export type Query =
  /** All of them; with none, every link. Never exactly one. */
  | { readonly kind: "and"; readonly of: readonly Query[] }
  /** Any of them; two or more. */
  | { readonly kind: "or"; readonly of: readonly Query[] }
  | { readonly kind: "not"; readonly of: Query }
  | TextQuery
  /** Cleaned tag path as written; its children count too. */
  | { readonly kind: "tag"; readonly path: string }
  /** Host, label of a host, or name of a site, as written. */
  | { readonly kind: "site"; readonly site: string }
  | { readonly kind: "is"; readonly state: LinkStateName }
  | { readonly kind: "has"; readonly part: LinkPart }
  | DateQuery
  /** Restricts the words beside it and below it to one text of the link; satisfied by every link itself. */
  | { readonly kind: "in"; readonly field: TextField };

/** What could not be read. The words of the query are searched all the same. */
export interface QueryProblem {
  readonly kind:
    | "unknown-operator"
    | "unclosed-quote"
    | "unclosed-parenthesis"
    | "empty-operator"
    | "bad-date";
  /** The piece of the query it is about. */
  readonly piece: string;
}

export const everything: Query = { kind: "and", of: [] };
