"use client";
/** Bringing links in: choose a file, see what is in it, bring it in, read what came of it. */
import { useEffect, useEffectEvent } from "react";
import { RestoreView, useRestoreHead } from "../backup/restore-view";
import { isZip, useRestore, type Restoring } from "../backup/use-restore";
import { Frame } from "../frame/frame";
import { Notices } from "../frame/notices";
import { Button } from "../parts/button";
import { navigate } from "../router";
import { useImportText } from "../text/import/use-import-text";
import { useTitle } from "../use-title";
import { ChooseFile } from "./choose-file";
import { takeHandedFile } from "./handed-file";
import { Preview } from "./preview";
import { Refused } from "./refused";
import { Report } from "./report";
import { saveReport } from "./report-text";
import { Running } from "./running";
import { useImport, type Importing, type Stage } from "./use-import";

/** Loaded on demand by the shell for `/import`. */
export function ImportPage() {
  const { t } = useImportText();
  const importing = useImport();
  const restoring = useRestore();
  useTitle(t.app.title(t.import.title));
  return (
    <Frame>
      <main className="main" id="main" tabIndex={-1}>
        <Head importing={importing} restoring={restoring} />
        <Notices view={undefined} />
        <div className="scroll">
          <Body importing={importing} restoring={restoring} />
        </div>
      </main>
    </Frame>
  );
}

interface PartsProps {
  readonly importing: Importing;
  readonly restoring: Restoring;
}

/** A file that another view handed over is read as if it was chosen here. */
function useHandedFile(read: (file: File) => Promise<void>): void {
  const takes = useEffectEvent((file: File) => void read(file));
  useEffect(() => {
    const file = takeHandedFile();
    if (file) takes(file);
  }, []);
}

function Body({ importing, restoring }: PartsProps) {
  const { t } = useImportText();
  const { stage } = importing;
  const read = async (file: File) => ((await isZip(file)) ? restoring.read(file) : importing.readFile(file));
  useHandedFile(read);
  if (restoring.stage.kind !== "none") return <RestoreView stage={restoring.stage} restoring={restoring} />;
  switch (stage.kind) {
    case "choose":
      return <ChooseFile onFile={(file) => void read(file)} onText={importing.readText} />;
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

function Head({ importing, restoring }: PartsProps) {
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
      <Actions importing={importing} />
    </div>
  );
}

function Actions({ importing: { stage, stop, undo, restart } }: { importing: Importing }) {
  const text = useImportText();
  const words = text.t.import;
  switch (stage.kind) {
    case "preview":
      return (
        <Button kind="quiet" onClick={restart}>
          {words.another}
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
