"use client";
/** All snapshots of a link, two of them chosen: the old one and the new one, each by its own row of radio buttons. */
import { useId } from "react";
import type { Snapshot } from "../../domain/snapshot";
import { textChange, type TextChange } from "../link/view-choice";
import { useCompareText, type CompareText } from "../text/compare/use-compare-text";
import { pickNewer, pickOlder, type SnapshotPair } from "./pair";

interface PickTwoProps {
  /** Newest first. */
  readonly snapshots: readonly Snapshot[];
  readonly pair: SnapshotPair;
  readonly onPair: (pair: SnapshotPair) => void;
}

export function PickTwo({ snapshots, pair, onPair }: PickTwoProps) {
  const { t } = useCompareText();
  const name = useId();
  return (
    <fieldset className="picktwo">
      <legend className="picktwo__h">{t.compare.pick}</legend>
      <ol className="snaps">
        {snapshots.map((snapshot, index) => (
          <Row
            key={snapshot.id}
            snapshot={snapshot}
            change={textChange(snapshots, index)}
            pair={pair}
            name={name}
            onOlder={index > 0 ? () => onPair(pickOlder(snapshots, pair, snapshot)) : null}
            onNewer={index < snapshots.length - 1 ? () => onPair(pickNewer(snapshots, pair, snapshot)) : null}
          />
        ))}
      </ol>
    </fieldset>
  );
}

interface RowProps {
  readonly snapshot: Snapshot;
  readonly change: TextChange;
  readonly pair: SnapshotPair;
  /** Prefix of the names of both groups of radio buttons. */
  readonly name: string;
  /** `null` for the newest, which can only be the new one. */
  readonly onOlder: (() => void) | null;
  /** `null` for the oldest. */
  readonly onNewer: (() => void) | null;
}

function Row({ snapshot, change, pair, name, onOlder, onNewer }: RowProps) {
  const { t, format } = useCompareText();
  const [isOlder, isNewer] = [snapshot === pair.older, snapshot === pair.newer];
  const when = format.full(snapshot.capturedAt);
  const classes = [change === "same" ? "" : "is-changed", isOlder || isNewer ? "is-here" : ""];
  return (
    <li className={classes.filter(Boolean).join(" ")}>
      <div className="snaps__b">
        <i className="node" />
        <span className="when">
          {when}
          {change === "same" ? <small className="what">{changeWord(t)}</small> : null}
        </span>
        <span className="picktwo__r">
          <Pick
            kind="ink"
            word={t.compare.older}
            label={t.compare.pickOlder(when)}
            group={`${name}-old`}
            checked={isOlder}
            onPick={onOlder}
          />
          <Pick
            kind="seal"
            word={t.compare.newer}
            label={t.compare.pickNewer(when)}
            group={`${name}-new`}
            checked={isNewer}
            onPick={onNewer}
          />
        </span>
      </div>
    </li>
  );
}

const changeWord = (t: CompareText["t"]): string => t.link.same;

interface PickProps {
  readonly kind: "ink" | "seal";
  readonly word: string;
  readonly label: string;
  readonly group: string;
  readonly checked: boolean;
  readonly onPick: (() => void) | null;
}

function Pick({ kind, word, label, group, checked, onPick }: PickProps) {
  if (!onPick) return <span className="picktwo__p picktwo__p--none" />;
  return (
    <label className={`picktwo__p picktwo__p--${kind}`}>
      <input
        type="radio"
        className="vh"
        name={group}
        aria-label={label}
        checked={checked}
        onChange={onPick}
      />
      <span aria-hidden="true">{word}</span>
    </label>
  );
}
