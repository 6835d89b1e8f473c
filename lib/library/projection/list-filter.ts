/**
 * Which links belong to a list. Without tag and search a place shows its own links and "all" leaves the archive out;
 * with one of them "all" means everything outside the trash, archived links too: who searches wants to find.
 */
import { compileQuery } from "../../domain/query/match";
import type { Elsewhere } from "../../domain/query/match";
import type { Query } from "../../domain/query/query";
import { tagKey } from "../../domain/tag";
import type { CaptureState, ListSpec } from "../library";
import { isPresent, subjectOf } from "./entry";
import type { Entry } from "./entry";
import { isInPlace } from "./link-index";
import type { Belongs } from "./sorted-list";

export interface ListQuestion {
  readonly spec: ListSpec;
  readonly query: Query;
  readonly stateOf: (entry: Entry) => CaptureState;
  /** What was found in texts that the index of links does not hold. */
  readonly elsewhere?: Elsewhere;
  /** Only links that satisfy the query are asked about. */
  readonly isSatisfied?: boolean;
}

export function belongsTo({ spec, query, stateOf, elsewhere, isSatisfied }: ListQuestion): Belongs {
  const tag = spec.tag === undefined ? "" : tagKey(spec.tag);
  const searches = query.kind !== "and" || query.of.length > 0;
  const isWide = spec.place === "all" && (tag !== "" || searches);
  const inPlace: Belongs = isWide ? isPresent : (entry) => isInPlace(entry, spec.place);
  const hasTag: Belongs = tag ? (entry) => entry.isTagged(tag) : () => true;
  if (!searches || isSatisfied) return (entry) => inPlace(entry) && hasTag(entry);
  const test = compileQuery(query, elsewhere);
  return (entry) => inPlace(entry) && hasTag(entry) && test(subjectOf(entry, stateOf));
}
