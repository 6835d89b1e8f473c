/** Tags within a search: another name of a tag finds its links, and a search goes with a tag that is renamed. */
import { parseQuery } from "../../domain/query/parse";
import { printQuery } from "../../domain/query/print";
import type { Query } from "../../domain/query/query";
import { aliasTarget, tagKey } from "../../domain/tag";
import type { TagFacts } from "../../domain/tag";

/** The query with every part looked at anew; `change` answers the part itself to leave it. */
function mapQuery(query: Query, change: (part: Query) => Query): Query {
  switch (query.kind) {
    case "and":
    case "or":
      return { ...query, of: query.of.map((part) => mapQuery(part, change)) };
    case "not":
      return { ...query, of: mapQuery(query.of, change) };
    default:
      return change(query);
  }
}

/** `tag:` takes other names of tags; a word that is one finds the links of the tag as well. */
export function withAliases(query: Query, facts: TagFacts): Query {
  if (facts.aliases.size === 0) return query;
  return mapQuery(query, (part) => {
    if (part.kind === "tag") return { ...part, path: aliasTarget(part.path, facts) };
    if (part.kind !== "text") return part;
    const found = facts.aliases.get(tagKey(part.text));
    return found ? { kind: "or", of: [part, { kind: "tag", path: found.tag }] } : part;
  });
}

/** A search as typed with its tags under their new names; unchanged when it has none of them. */
export function renameInSearch(text: string, rename: (tag: string) => string, now: number): string {
  const { query } = parseQuery(text, now);
  let isOther = false;
  const renamed = mapQuery(query, (part) => {
    if (part.kind !== "tag") return part;
    const path = rename(part.path);
    if (path === part.path) return part;
    isOther = true;
    return { ...part, path };
  });
  return isOther ? printQuery(renamed) : text;
}
