"use client";
/** How a link's snapshot stands, as icon and word with a line below it. State is never told by colour alone. */
import { captureSteps } from "../../domain/capture";
import type { CaptureState } from "../../library/library";
import { Icon } from "../icons";
import type { Format } from "../text/format";
import type { Messages } from "../text/en";
import { useText } from "../text/use-text";
import { Ring, SealDot } from "./marks";

/** Whether the person can ask for the capture again. */
export const canRetry = (state: CaptureState): boolean => state.kind === "failed" || state.kind === "waiting";

/** The original is gone, and older snapshots are here: nothing has failed that a retry would mend. */
export const isGone = (state: CaptureState): boolean =>
  state.kind === "failed" && state.verdict === "gone" && state.snapshots > 0;

/** The word of a state: "Queued", "Screenshot 62%", "4 snapshots". */
export function stateWord(state: CaptureState, t: Messages, format: Format): string {
  switch (state.kind) {
    case "queued":
      return t.state.queued;
    case "offline":
      return t.state.offline;
    case "waiting":
      return t.state.waiting;
    case "capturing":
      return t.state.capturing(state.step, format.percent(state.progress));
    case "fetching":
      return t.state.fetching(format.percent(state.progress));
    case "kept":
      return t.state.saved(state.snapshots);
    case "failed":
      return isGone(state) ? t.state.gone : t.state.failed;
    case "none":
      return t.state.none;
  }
}

/** The smaller line under the word; "" when there is nothing to add. */
export function stateSub(state: CaptureState, t: Messages, format: Format): string {
  switch (state.kind) {
    case "queued":
      return state.ahead > 0 ? t.state.inLine(state.ahead) : t.state.nextInLine;
    case "waiting":
      return t.state.waitingAt(format.time(state.nextAt));
    case "capturing":
      return t.state.stepOf(captureSteps.indexOf(state.step) + 1, captureSteps.length);
    case "kept":
      return format.short(state.newestAt);
    case "failed":
      return state.snapshots > 0 ? t.state.snapshotsKept(state.snapshots) : "";
    default:
      return "";
  }
}

/** A sentence about what is happening or went wrong, for the place of the excerpt; null when all is well. */
export function stateNote(state: CaptureState, t: Messages): string | null {
  switch (state.kind) {
    case "queued":
      return t.state.queuedNote;
    case "offline":
      return t.state.offlineNote;
    case "waiting":
      return t.failure[state.code].what(state.httpStatus);
    case "failed":
      // The original being gone is no fault of what is kept: the excerpt stays.
      return isGone(state) ? null : t.failure[state.code].what(state.httpStatus);
    default:
      return null;
  }
}

function StateIcon({ state }: { state: CaptureState }) {
  switch (state.kind) {
    case "queued":
      return <Icon name="dash" />;
    case "offline":
      return <Icon name="clock" />;
    case "waiting":
      return <Icon name="retry" />;
    case "capturing":
    case "fetching":
      return <Ring progress={state.progress} />;
    case "kept":
      return <SealDot />;
    case "failed":
      return <Icon name={isGone(state) ? "gone" : "alert"} />;
    case "none":
      return <Icon name="link" />;
  }
}

const classOf = (state: CaptureState) => {
  if (state.kind === "failed") return isGone(state) ? "state--gone" : "state--failed";
  if (state.kind === "capturing" || state.kind === "fetching") return "state--capturing";
  if (state.kind === "waiting") return "state--failed";
  return state.kind === "kept" ? "" : "state--queued";
};

interface StateLabelProps {
  readonly state: CaptureState;
  /** The page says something else since the person last saw it. */
  readonly changed?: boolean;
  /** No line follows below: the word itself tells when the capture is tried again. */
  readonly inOneLine?: boolean;
}

/** Icon and word of a state in one line. A change that was not seen yet takes the place of the word of a kept snapshot. */
export function StateLabel({ state, changed = false, inOneLine = false }: StateLabelProps) {
  const { t, format } = useText();
  const isTimed = inOneLine && state.kind === "waiting";
  const word = isTimed ? t.state.againAt(format.time(state.nextAt)) : stateWord(state, t, format);
  const isNews = changed && state.kind === "kept";
  return (
    <span className={`state ${classOf(state)}`}>
      <StateIcon state={state} />
      <span className={isNews ? "changed" : "num"}>{isNews ? t.state.changed : word}</span>
    </span>
  );
}
