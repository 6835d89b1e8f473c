"use client";
/**
 * Which snapshot stands for the link, where that needs a word: a poorer one was passed over, or the person chose one.
 * Either can be changed here.
 */
import { standingSnapshot, type Snapshot } from "../../../domain/snapshot";
import type { LinkView } from "../../../library/library";
import { useLibrary } from "../../library-context";
import { Button } from "../../parts/button";
import { useToast } from "../../parts/toast";
import { useSnapshotText } from "../../text/snapshots/use-snapshot-text";
import { useText } from "../../text/use-text";

export const standingOf = ({ snapshots, link }: LinkView): Snapshot | undefined =>
  standingSnapshot(snapshots, link.shown);

interface Standing {
  readonly standing: Snapshot;
  readonly newest: Snapshot;
  /** The person chose it. */
  readonly isChosen: boolean;
  /** A newer one was passed over. */
  readonly isPassedOver: boolean;
}

function standingIn(view: LinkView): Standing | null {
  const standing = standingOf(view);
  const newest = view.snapshots[0];
  if (!standing || !newest) return null;
  const isChosen = view.link.shown === standing.id;
  return { standing, newest, isChosen, isPassedOver: !isChosen && standing.id !== newest.id };
}

interface StandingNoteProps {
  readonly view: LinkView;
  /** The snapshot on the screen. */
  readonly shown: Snapshot | null;
}

export function StandingNote({ view, shown }: StandingNoteProps) {
  const found = standingIn(view);
  if (!found) return null;
  const other = shown !== null && shown.id !== found.standing.id ? shown : null;
  if (!found.isChosen && !found.isPassedOver && !other) return null;
  return <Note view={view} found={found} other={other} />;
}

interface NoteProps {
  readonly view: LinkView;
  readonly found: Standing;
  /** The one on the screen, where it is another one. */
  readonly other: Snapshot | null;
}

function Note({ view, found: { standing, newest, isChosen, isPassedOver }, other }: NoteProps) {
  const { format } = useText();
  const words = useSnapshotText().standing;
  const choose = useChoose(view);
  return (
    <div className="standing">
      {isChosen ? <p>{words.chosen(format.full(standing.capturedAt))}</p> : null}
      {isPassedOver ? <p>{words.poorer(format.full(newest.capturedAt))}</p> : null}
      <div className="standing__do">
        {other ? (
          <Button size="sm" onClick={() => choose(other.id)}>
            {words.use}
          </Button>
        ) : null}
        {isPassedOver && !other ? (
          <Button size="sm" onClick={() => choose(newest.id)}>
            {words.useNewest}
          </Button>
        ) : null}
        {isChosen ? (
          <Button size="sm" kind="quiet" onClick={() => choose("")}>
            {words.auto}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function useChoose({ link }: LinkView): (snapshot: string) => void {
  const library = useLibrary();
  const toast = useToast();
  const { t } = useText();
  const words = useSnapshotText().standing;
  const failed = () => toast.show({ text: t.toast.failed });
  const undo = (batch: string) => {
    library.undo(batch).then(() => toast.show({ text: t.toast.undone }), failed);
  };
  return (snapshot) => {
    library.patch(link.id, { shown: snapshot }).then(
      ({ id }) =>
        toast.show({
          text: snapshot === "" ? words.doneAuto : words.doneUse,
          action: { label: t.button.undo, run: () => undo(id) },
        }),
      failed,
    );
  };
}
