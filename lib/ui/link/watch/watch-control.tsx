"use client";
/** How often a link is looked at by itself, when next, and why not any more. */
import type { WatchRhythm } from "../../../domain/capture";
import { watchRhythms } from "../../../domain/capture";
import type { Library, LinkView, WatchState } from "../../../library/library";
import { useLibrary } from "../../library-context";
import { Button } from "../../parts/button";
import { Segmented } from "../../parts/segmented";
import { useToast } from "../../parts/toast";
import { useSnapshotText } from "../../text/snapshots/use-snapshot-text";
import { useText } from "../../text/use-text";

export function WatchControl({ view }: { readonly view: LinkView }) {
  const words = useSnapshotText().watch;
  const { set } = useWatch();
  const { id, watch } = view.link;
  return (
    <div className="watch">
      <Segmented
        label={words.label}
        value={watch}
        options={watchRhythms.map((rhythm) => ({ value: rhythm, label: words.rhythm[rhythm] }))}
        onChange={(rhythm) => set(id, rhythm)}
      />
      {view.watch ? <WatchLines state={view.watch} onResume={() => set(id, watch)} /> : <p>{words.off}</p>}
    </div>
  );
}

/** Sets the rhythm of a link with a toast and its Undo; setting the same one again lets a stopped watch go on. */
export function useWatch() {
  const library = useLibrary();
  const toast = useToast();
  const { t } = useText();
  const words = useSnapshotText().watch;
  const failed = () => toast.show({ text: t.toast.failed });
  const undo = (batch: string) => {
    library.undo(batch).then(() => toast.show({ text: t.toast.undone }), failed);
  };
  const set = (id: LinkView["link"]["id"], rhythm: WatchRhythm) => {
    change(library, id, rhythm).then(
      ({ id: batch, count }) =>
        toast.show({
          text: words.done[rhythm],
          ...(count > 0 ? { action: { label: t.button.undo, run: () => undo(batch) } } : {}),
        }),
      failed,
    );
  };
  return { set };
}

/** Told at the time of drawing; the state is told anew with every look. */
const isPast = (at: number): boolean => at <= Date.now();

async function change(library: Library, id: LinkView["link"]["id"], watch: WatchRhythm) {
  const batch = await library.patch(id, { watch });
  await library.resumeWatch(id);
  return batch;
}

export function WatchLines({
  state,
  onResume,
}: {
  readonly state: WatchState;
  readonly onResume: () => void;
}) {
  const { t, format } = useText();
  const words = useSnapshotText().watch;
  const { failure } = state;
  const what = failure ? t.failure[failure.code].what(failure.httpStatus) : "";
  if (state.stoppedAt > 0)
    return (
      <div className="trouble">
        <p>
          <b>{words.stopped}</b>
          {format.gap}
          {what ? `${what}${format.gap}` : ""}
          {words.stoppedNote}
        </p>
        <Button size="sm" icon="retry" onClick={onResume}>
          {words.resume}
        </Button>
      </div>
    );
  const isDue = isPast(state.nextAt);
  return (
    <p>
      {state.foundAt > 0 ? `${words.last(format.full(state.foundAt))}${format.gap}` : ""}
      {isDue ? words.soon : words.next(format.full(state.nextAt))}
      {failure ? `${format.gap}${words.failing(failure.times)}${format.gap}${what}` : ""}
    </p>
  );
}
