/**
 * Works out the searchable form of all links before anybody searches, in small pieces so that edits and lists never wait
 * for it. A search that comes earlier simply works out the rest itself.
 */
import type { CaptureState } from "../library";
import { subjectOf } from "./entry";
import type { Entry } from "./entry";
import type { LinkIndex } from "./link-index";

/** Ms of one piece, and of the pause after it: whatever else is asked of the worker waits no longer than a piece. */
const PIECE = 4;
const PAUSE = 2;

export function prepareSearch(index: LinkIndex, stateOf: (entry: Entry) => CaptureState): void {
  const entries = [...index.entries()];
  let next = 0;
  const step = (): void => {
    const until = performance.now() + PIECE;
    for (; next < entries.length && performance.now() < until; next++) {
      const entry = entries[next];
      if (entry) subjectOf(entry, stateOf);
    }
    if (next < entries.length) setTimeout(step, PAUSE);
  };
  if (entries.length > 0) setTimeout(step, PAUSE);
}
