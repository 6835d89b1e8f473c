"use client";
/** Why a snapshot is only partial, and that a person brought it, in words. Nothing for a whole one of the server's. */
import type { Snapshot } from "../../../domain/snapshot";
import { Icon } from "../../icons";
import { useSnapshotText } from "../../text/snapshots/use-snapshot-text";
import { useText } from "../../text/use-text";

export function VerdictLines({ snapshot }: { readonly snapshot: Snapshot }) {
  const words = useSnapshotText();
  const { t, format } = useText();
  const { verdict, shortfalls = [], brought } = snapshot;
  if (verdict === "good" && !brought) return null;
  return (
    <ul className="verdict">
      {verdict === "partial" ? (
        <li>
          <Icon name="alert" size={14} />
          <span>
            <b>
              {words.verdict.partial}
              {t.sentenceEnd}
            </b>
            {format.gap}
            {shortfalls.map(({ code, count, of }) => words.shortfalls[code](count, of)).join(format.gap)}
          </span>
        </li>
      ) : null}
      {brought ? (
        <li>
          <Icon name="upload" size={14} />
          <span>{words.verdict.brought}</span>
        </li>
      ) : null}
    </ul>
  );
}
