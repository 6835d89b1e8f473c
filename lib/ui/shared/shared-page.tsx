"use client";
/** What another app handed over, at `/shared`: saved already when it shows, with its tags, its note and Undo. */
import { useEffect } from "react";
import { IconButton, Button } from "../parts/button";
import { Empty } from "../parts/banner";
import { handFile } from "../import/handed-file";
import { navigate } from "../router";
import { useStills } from "../still/stills";
import { useSharedText } from "../text/shared/use-shared-text";
import { useText } from "../text/use-text";
import { useTitle } from "../use-title";
import { AskSheet, FileSheet, WordsSheet } from "./shared-file";
import { SavedSheet } from "./saved-sheet";
import type { Taken } from "./take-share";
import { endKept, isKept } from "./kept";
import { dropShare, type SharedFile } from "../../share/share-box";
import { useShared, type Shared } from "./use-shared";

/** Loaded on demand by the shell for `/shared`. */
export function SharedPage() {
  const { t } = useText();
  const words = useSharedText();
  const shared = useShared();
  const { kept } = useStills();
  useTitle(t.app.title(words.title));
  const close = () => void shared.leave();
  const isLooking = shared.state.kind === "looking";
  useEffect(() => {
    if (!isLooking) endKept();
  }, [isLooking]);
  if (isLooking && isKept()) return kept;
  return (
    <div className="app app--bare">
      <main className="main shared" id="main" tabIndex={-1}>
        <div className="shared__bar">
          <h1>{words.title}</h1>
          <IconButton icon="x" label={t.nav.close} onClick={close} />
        </div>
        <Body shared={shared} />
      </main>
    </div>
  );
}

function Body({ shared }: { shared: Shared }) {
  const { t } = useText();
  const words = useSharedText();
  const { state } = shared;
  switch (state.kind) {
    case "looking":
      return null;
    case "ask":
      return <AskSheet text={state.text} isLost={state.isLost} shared={shared} />;
    case "gone":
      return (
        <Empty icon="inbox" title={words.gone} note={words.goneNote}>
          <Button kind="ink" onClick={() => void shared.leave()}>
            {words.toLibrary}
          </Button>
        </Empty>
      );
    case "failed":
      return (
        <Empty icon="disk" title={words.failed} note={words.failedNote}>
          <Button kind="ink" onClick={state.again}>
            {t.button.retry}
          </Button>
        </Empty>
      );
    case "taken":
      return <TakenView id={state.id} taken={state.taken} shared={shared} />;
  }
}

interface TakenProps {
  readonly id: string | null;
  readonly taken: Taken;
  readonly shared: Shared;
}

function TakenView({ id, taken, shared }: TakenProps) {
  const words = useSharedText();
  const leave = () => void shared.leave();
  const drop = () => void (id === null ? undefined : dropShare(id).then(leave));
  const save = (address: string) => (id === null ? undefined : shared.saveFrom(id, address));
  switch (taken.kind) {
    case "saved":
    case "known":
      return <SavedSheet taken={taken} onDone={leave} />;
    case "nothing":
      if (id !== null) return <WordsSheet text={taken.text} onSave={save} onDrop={drop} />;
      return (
        <Empty icon="link" title={words.nothing} note={words.nothingNote}>
          <Button kind="ink" onClick={leave}>
            {words.toLibrary}
          </Button>
        </Empty>
      );
    case "file":
      if (taken.is === "links") return <Handed id={id} file={taken.file} />;
      return <FileSheet file={taken.file} is={taken.is} onSave={save} onDrop={drop} />;
  }
}

/**
 * A file of links goes on to the page that shows what is in it, and writes nothing before the person says so. Its share
 * goes with it: closed before that, the app would have lost the file.
 */
function Handed({ id, file }: { readonly id: string | null; readonly file: SharedFile }) {
  const { t } = useText();
  useEffect(() => {
    handFile(new File([file.bytes], file.name), id);
    navigate("/import", { replace: true });
  }, [id, file]);
  return <p className="vh">{t.link.loading}</p>;
}
