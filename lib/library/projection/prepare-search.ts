/**
 * Works out the searchable form of all links before anybody searches, in small pieces so that edits and lists never wait
 * for it. A search that comes earlier simply works out the rest itself.
 */
import type { CaptureState } from "../library";
import { subjectOf } from "./entry";
import type { Entry } from "./entry";
import type { LinkIndex } from "./link-index";

const AT_ONCE = 400;

export function prepareSearch(index: LinkIndex, stateOf: (entry: Entry) => CaptureState): void {
  const entries = [...index.entries()];
  let next = 0;
  const step = (): void => {
    for (const entry of entries.slice(next, (next += AT_ONCE))) subjectOf(entry, stateOf);
    if (next < entries.length) setTimeout(step, 0);
  };
  if (entries.length > 0) setTimeout(step, 0);
}
