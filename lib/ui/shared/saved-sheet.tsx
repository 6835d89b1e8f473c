"use client";
/** A shared link that is saved: its capture above, and below what can be said about it before going back. */
import { useMemo } from "react";
import { displayUrl } from "../../domain/url/display";
import type { LinkRow, LinkView } from "../../library/library";
import { useActions } from "../actions";
import { useLibrary, useLive } from "../library-context";
import { NoteEditor } from "../link/card/note-editor";
import { Button } from "../parts/button";
import { Mark } from "../parts/marks";
import { StateLabel, stateSub } from "../parts/state-label";
import { Favicon, Thumb } from "../parts/thumb";
import { linkHref, navigate } from "../router";
import { LinkTags } from "../tags-field/link-tags";
import { useSharedText } from "../text/shared/use-shared-text";
import { useText } from "../text/use-text";
import type { Taken } from "./take-share";

interface SavedSheetProps {
  readonly taken: Extract<Taken, { kind: "saved" | "known" }>;
  readonly onDone: () => void;
}

export function SavedSheet({ taken, onDone }: SavedSheetProps) {
  const { t, format } = useText();
  const words = useSharedText();
  const library = useLibrary();
  const actions = useActions();
  const id = taken.kind === "saved" ? taken.ids[0] : taken.id;
  const live = useMemo(() => (id ? library.link(id) : null), [library, id]);
  const view = useLive(live);
  const undo = () => {
    if (taken.kind !== "saved") return;
    void actions.undo(...taken.batches.map((batch) => batch.id).toReversed()).then(onDone);
  };
  return (
    <>
      {view ? <Capture row={view.row} /> : null}
      <section className="shared__sheet" aria-label={words.saved}>
        <div className="row shared__said" role="status">
          <Mark size={46} />
          <div className="grow">
            <b>{headOf(taken, words, format.day)}</b>
            <small>{noteOf(taken, view?.row, words)}</small>
          </div>
        </div>
        {taken.kind === "known" ? <KnownActions taken={taken} onDone={onDone} /> : null}
        {view ? <About view={view} /> : null}
        <div className="row shared__do">
          {taken.kind === "saved" ? (
            <Button kind="quiet" size="lg" onClick={undo}>
              {t.button.undo}
            </Button>
          ) : (
            <Button kind="quiet" size="lg" onClick={() => id && navigate(linkHref(id), { replace: true })}>
              {t.button.open}
            </Button>
          )}
          <Button kind="ink" size="lg" className="grow" onClick={onDone}>
            {t.button.done}
          </Button>
        </div>
      </section>
    </>
  );
}

interface KnownProps {
  readonly taken: Extract<Taken, { kind: "known" }>;
  readonly onDone: () => void;
}

/** What a person may have shared a known address again for. */
function KnownActions({ taken: { id, inTrash }, onDone }: KnownProps) {
  const { t } = useText();
  const actions = useActions();
  const then = (work: () => Promise<void>) => () => void work().then(onDone);
  return (
    <div className="row shared__known">
      {inTrash ? (
        <Button onClick={then(() => actions.restore([id]))}>{t.button.restore}</Button>
      ) : (
        <>
          <Button icon="up" onClick={then(() => actions.moveUp([id]))}>
            {t.keeping.moveUp}
          </Button>
          <Button icon="camera" onClick={then(() => actions.capture(id))}>
            {t.button.newSnapshot}
          </Button>
        </>
      )}
    </div>
  );
}

/** The link itself, and what the person may add to it. */
function About({ view: { link, row } }: { view: LinkView }) {
  const words = useSharedText();
  return (
    <>
      <div className="shared__link">
        <b lang={row.language || undefined}>{row.title}</b>
        <p className="row faint">
          <Favicon row={row} />
          <span className="truncate">{displayUrl(row.url)}</span>
        </p>
      </div>
      <p className="h-sm">{words.tags}</p>
      <LinkTags id={link.id} tags={link.tags} title={row.title} />
      <p className="h-sm shared__h">{words.note}</p>
      <NoteEditor key={link.id} id={link.id} note={link.note} language={row.language} />
    </>
  );
}

type Words = ReturnType<typeof useSharedText>;

function headOf(taken: SavedSheetProps["taken"], words: Words, day: (at: number) => string): string {
  if (taken.kind === "known") return words.known(day(taken.savedAt));
  return taken.ids.length > 1 ? words.several(taken.ids.length) : words.saved;
}

function noteOf(taken: SavedSheetProps["taken"], row: LinkRow | undefined, words: Words): string {
  if (taken.kind === "known") return taken.inTrash ? words.knownInTrash : words.knownNote;
  return row?.state.kind === "offline" ? words.savedOffline : words.savedNote;
}

function Capture({ row }: { row: LinkRow }) {
  const { t, format } = useText();
  return (
    <div className="shared__capture">
      <Thumb row={row} />
      <p className="row">
        <span className="grow">
          <StateLabel state={row.state} />
        </span>
        <span className="faint num">{stateSub(row.state, t, format)}</span>
      </p>
    </div>
  );
}
