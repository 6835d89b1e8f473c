/** English words of the search box: what operators are called, what it suggests, how a search can be made wider. */
import { counted } from "../plural";

const links = (n: number) => counted(n, "link", "links");

export const lensEn = {
  row: "Suggestions for the search",
  narrow: "Narrow with",
  suggest: "Suggested",
  private: "Works offline. Nothing leaves this device.",
  remove: (operator: string) => `Remove ${operator}`,
  recent: "Recent searches",
  forget: "Forget recent searches",
  saved: (name: string) => `Saved search: ${name}`,
  again: (search: string) => `Searched before: ${search}`,
  /** Names that the search reads in this language. */
  operators: {
    tag: "tag",
    site: "site",
    is: "is",
    has: "has",
    in: "in",
    before: "before",
    after: "after",
    saved: "saved",
    published: "published",
  },
  states: ["starred", "archived", "unread", "untagged", "captured", "failed", "gone", "changed"],
  parts: ["note", "highlight", "snapshot"],
  fields: ["title", "text", "note", "highlight"],
  days: [
    "today",
    "yesterday",
    "this-week",
    "last-week",
    "this-month",
    "last-month",
    "this-year",
    "last-year",
  ],
  without: (piece: string, n: number) => `Without ${piece}: ${links(n)}`,
  anyOf: (n: number) => `Any of the words: ${links(n)}`,
  together: "Nothing has all of this together.",
};

export type LensMessages = typeof lensEn;
