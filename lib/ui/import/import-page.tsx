"use client";
/** Bringing links in: choose a file, see what is in it, bring it in, read what came of it. */
import { useEffect, useEffectEvent } from "react";
import { RestoreView, useRestoreHead } from "../backup/restore-view";
import { isZip, useRestore, type Restoring } from "../backup/use-restore";
import { Frame } from "../frame/frame";
import { Notices } from "../frame/notices";
import { Button } from "../parts/button";
import { navigate } from "../router";
import { useShareOfFile, type ShareOfFile } from "../shared/use-share-of-file";
import { useImportText } from "../text/import/use-import-text";
import { useSharedText } from "../text/shared/use-shared-text";
import { useTitle } from "../use-title";
import { ChooseFile } from "./choose-file";
import { takeHandedFile, type Handed } from "./handed-file";
import { Preview } from "./preview";
import { Refused } from "./refused";
import { Report } from "./report";
import { saveReport } from "./report-text";
import { Running } from "./running";
import { useImport, type Importing, type Stage } from "./use-import";

/** Loaded on demand by the shell for `/import`. */
export function ImportPage() {
  const { t } = useImportText();
  const share = useShareOfFile();
  const importing = useImport(share.settle);
  const restoring = useRestore(share.settle);
  useTitle(t.app.title(t.import.title));
  return (
    <Frame>
      <main className="main" id="main" tabIndex={-1}>
        <Head importing={importing} restoring={restoring} share={share} />
        <Notices view={undefined} />
        <div className="scroll">
          <Body importing={importing} restoring={restoring} share={share} />
        </div>
      </main>
    </Frame>
  );
}

interface PartsProps {
  readonly importing: Importing;
  readonly restoring: Restoring;
  readonly share: ShareOfFile;
}

/** A file that another view handed over is read as if it was chosen here. */
function useHandedFile(read: (handed: Handed) => Promise<void>): void {
  const takes = useEffectEvent((handed: Handed) => void read(handed));
  useEffect(() => {
    const handed = takeHandedFile();
    if (handed) takes(handed);
  }, []);
}

/** What is chosen here, or came from elsewhere, on its way to what reads it. */
function useReaders({ importing, restoring, share }: PartsProps) {
  const read = async ({ file, share: id }: Handed) => {
    share.show(id);
    if (await isZip(file)) restoring.read(file);
    else importing.readFile(file);
  };
  useHandedFile(read);
  return {
    onFile: (file: File) => void read({ file, share: null }),
    onText: (text: string) => {
      share.show(null);
      importing.readText(text);
    },
  };
}

function Body(parts: PartsProps) {
  const { importing, restoring } = parts;
  const { t } = useImportText();
  const { stage } = importing;
  const readers = useReaders(parts);
  if (restoring.stage.kind !== "none") return <RestoreView stage={restoring.stage} restoring={restoring} />;
  switch (stage.kind) {
    case "choose":
      return <ChooseFile {...readers} />;
    case "reading":
      return (
        <p className="imp__wait" role="status">
          {t.import.reading(stage.name)}
        </p>
      );
    case "preview":
      return <Preview key={stage.preview.id} preview={stage.preview} importing={importing} />;
    case "refused":
      return <Refused preview={stage.preview} onAnother={importing.restart} />;
    case "running":
      return <Running preview={stage.preview} />;
    case "done":
      return <Report stage={stage} />;
  }
}

function titleOf(stage: Stage, words: ReturnType<typeof useImportText>["t"]["import"]): string {
  switch (stage.kind) {
    case "preview":
      return words.found(stage.preview.fresh + stage.preview.known);
    case "running":
      return words.running;
    case "done":
      return stage.report.added > 0 ? words.done(stage.report.added) : words.doneNone;
    default:
      return words.title;
  }
}

function Head({ importing, restoring, share }: PartsProps) {
  const { t, format } = useImportText();
  const { stage } = importing;
  const words = t.import;
  const back = useRestoreHead(restoring.stage);
  if (back)
    return (
      <div className="pagehead pagehead--page imp__head">
        <div className="grow">
          <h1>{back.title}</h1>
          {back.note ? <p>{back.note}</p> : null}
        </div>
      </div>
    );
  return (
    <div className="pagehead pagehead--page imp__head">
      <div className="grow">
        <h1>{titleOf(stage, words)}</h1>
        {stage.kind === "preview" || stage.kind === "running" ? (
          <p>
            {stage.preview.name} · {format.bytes(stage.preview.bytes)}
          </p>
        ) : null}
        {stage.kind === "done" ? <p>{words.finished(stage.preview.name, stage.seconds)}</p> : null}
      </div>
      <Actions importing={importing} share={share} />
    </div>
  );
}

function Actions({ importing, share }: Pick<PartsProps, "importing" | "share">) {
  const text = useImportText();
  const shared = useSharedText();
  const { stage, stop, undo, restart } = importing;
  const words = text.t.import;
  switch (stage.kind) {
    case "preview":
      return (
        <Button kind="quiet" onClick={restart}>
          {share.isShown ? shared.discard : words.another}
        </Button>
      );
    case "running":
      return (
        <Button kind="quiet" onClick={stop} disabled={stage.stopping}>
          {stage.stopping ? words.stopping : words.stop}
        </Button>
      );
    case "done":
      return (
        <>
          {stage.report.batchId === "" ? null : (
            <Button kind="quiet" icon="retry" onClick={undo}>
              {words.undo}
            </Button>
          )}
          <Button icon="download" onClick={() => saveReport(stage, text)}>
            {words.saveReport}
          </Button>
          <Button kind="ink" onClick={() => navigate("/")}>
            {words.show}
          </Button>
        </>
      );
    default:
      return null;
  }
}
