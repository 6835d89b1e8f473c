"use client";
/**
 * The snapshots of a link, newest first: a filled node for changed text, a hollow one for none, ringed for the one being
 * read. A capture under way or a failed try stands on top. Each one can be chosen.
 */
import type { Snapshot } from "../../../domain/snapshot";
import type { CaptureState, LinkView } from "../../../library/library";
import { ChangeCount } from "../../compare/change-count";
import { Icon } from "../../icons";
import { StateLabel } from "../../parts/state-label";
import { useSnapshotText } from "../../text/snapshots/use-snapshot-text";
import { useText, type Text } from "../../text/use-text";
import { heldPart, olderWithText, textChange, type TextChange } from "../view-choice";

interface SnapshotListProps {
  readonly view: LinkView;
  readonly shown: Snapshot | null;
  readonly onChoose: (snapshot: Snapshot) => void;
}

export function SnapshotList({ view, shown, onChoose }: SnapshotListProps) {
  const { t } = useText();
  const { snapshots } = view;
  const now = newestTry(view.row.state);
  if (snapshots.length === 0 && !now) return <p className="faint">{t.link.snapshotsNone}</p>;
  return (
    <ol className="snaps">
      {now ? <LatestTry state={now} /> : null}
      {snapshots.map((snapshot, index) => (
        <SnapshotRow
          key={snapshot.id}
          snapshot={snapshot}
          older={olderWithText(snapshots, index)}
          precise={sharesDay(snapshots, snapshot)}
          change={textChange(snapshots, index)}
          here={snapshot.id === shown?.id}
          away={heldPart(snapshot, view.held) === "none"}
          onChoose={() => onChoose(snapshot)}
        />
      ))}
    </ol>
  );
}

/** A state that belongs on top of the list; a kept snapshot stands in the list itself. */
const newestTry = (state: CaptureState) => (state.kind === "kept" || state.kind === "none" ? null : state);

function LatestTry({ state }: { state: Exclude<CaptureState, { kind: "kept" | "none" }> }) {
  const { t, format } = useText();
  if (state.kind !== "failed") {
    return (
      <li className="snaps__live">
        <StateLabel state={state} />
      </li>
    );
  }
  return (
    <li className="snaps__b">
      <i className="node node--failed" />
      <span className="when faint">{format.day(state.failedAt)}</span>
      <span className="what">{state.verdict === "gone" ? t.link.gone : t.link.failed}</span>
    </li>
  );
}

/** Within two days the hour matters, and the day has a name. In milliseconds. */
const RECENT = 2 * 86_400_000;
const isRecent = (at: number) => Date.now() - at < RECENT;

const dayOf = (snapshot: Snapshot) => new Date(snapshot.capturedAt).toDateString();
const sharesDay = (snapshots: readonly Snapshot[], one: Snapshot) =>
  snapshots.some((other) => other.id !== one.id && dayOf(other) === dayOf(one));

interface SnapshotRowProps {
  readonly snapshot: Snapshot;
  /** The one its text is compared with. */
  readonly older: Snapshot | null;
  /** Another snapshot is of the same day: the time tells them apart. */
  readonly precise: boolean;
  readonly change: TextChange;
  readonly here: boolean;
  readonly away: boolean;
  readonly onChoose: () => void;
}

function SnapshotRow({ snapshot, older, precise, change, here, away, onChoose }: SnapshotRowProps) {
  const { t, format } = useText();
  const at = snapshot.capturedAt;
  return (
    <li className={`${isNews(change) ? "is-changed" : ""} ${here ? "is-here" : ""}`}>
      <button type="button" className="snaps__b" aria-current={here ? "true" : undefined} onClick={onChoose}>
        <i className="node" />
        <span className="when">{precise || isRecent(at) ? format.full(at) : format.day(at)}</span>
        <span className="what">
          {older && change === "changed" ? (
            <ChangeCount older={older} newer={snapshot} />
          ) : (
            changeWord(change, t.link)
          )}
          {away ? <NotHere /> : null}
        </span>
      </button>
      {snapshot.checked ? <Checked at={snapshot.checked.at} times={snapshot.checked.times} /> : null}
    </li>
  );
}

const isNews = (change: TextChange): boolean => change !== "same" && change !== "looks";

function NotHere() {
  const { t } = useText();
  return (
    <>
      {" "}
      <Icon name="download" size={14} />
      <span className="vh">{t.link.notHere}</span>
    </>
  );
}

/** The page was looked at again and had not changed: no snapshot, no bytes, only this line. */
function Checked({ at, times }: { at: number; times: number }) {
  const { format } = useText();
  const words = useSnapshotText();
  return (
    <p className="snaps__checked">
      <Icon name="check" size={14} />
      {words.checked(format.full(at), times)}
    </p>
  );
}

const changeWord = (change: TextChange, words: Text["t"]["link"]): string =>
  ({ first: words.first, changed: words.changed, looks: words.looks, same: words.same, unknown: "" })[change];
