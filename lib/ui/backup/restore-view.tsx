"use client";
/** A backup on its way back: what it holds, how far it is, what came of it. */
import { Tally } from "../import/tally";
import { useLibrary, useLive } from "../library-context";
import { Empty } from "../parts/banner";
import { Button } from "../parts/button";
import { ProgressBar } from "../parts/marks";
import { navigate } from "../router";
import { useImportText } from "../text/import/use-import-text";
import type { Restoring } from "./use-restore";

type Shown = Exclude<Restoring["stage"], { kind: "none" }>;
type StageOf<K extends Shown["kind"]> = Extract<Shown, { kind: K }>;

/** Title of the screen and its second line. */
export function useRestoreHead(stage: Restoring["stage"]): { title: string; note: string } | null {
  const { t, format } = useImportText();
  const words = t.import.backup;
  switch (stage.kind) {
    case "none":
      return null;
    case "ready":
      return {
        title: words.title,
        note: words.from(format.full(stage.opened.facts.createdAt), stage.opened.facts.device),
      };
    case "running":
      return { title: words.running, note: "" };
    case "done":
      return { title: words.done(stage.report.added), note: "" };
    default:
      return { title: words.title, note: "" };
  }
}

export function RestoreView({ stage, restoring }: { stage: Shown; restoring: Restoring }) {
  const { t } = useImportText();
  const words = t.import.backup;
  switch (stage.kind) {
    case "checking":
      return (
        <p className="imp__wait" role="status">
          {words.checking}
        </p>
      );
    case "refused":
      return (
        <div className="imp imp--one">
          <Empty
            icon="file"
            title={words.refused[stage.opened.reason]}
            note={words.refusedNote[stage.opened.reason]}
          >
            <Button kind="ink" onClick={restoring.restart}>
              {t.import.another}
            </Button>
          </Empty>
        </div>
      );
    case "ready":
      return <Ready stage={stage} restoring={restoring} />;
    case "running":
      return <Running />;
    case "done":
      return <Done stage={stage} restoring={restoring} />;
  }
}

function Ready({ stage: { opened }, restoring }: { stage: StageOf<"ready">; restoring: Restoring }) {
  const { t } = useImportText();
  const words = t.import.backup;
  const { facts, linksHere } = opened;
  return (
    <div className="imp imp--one">
      <Tally
        items={[
          { count: facts.links, label: words.links(facts.links) },
          { count: facts.blobs, label: words.files(facts.blobs) },
        ]}
      />
      <section className="panel imp__pad">
        <p>{words.adds(linksHere)}</p>
        <div className="row imp__start">
          <Button kind="ink" onClick={restoring.run}>
            {words.start}
          </Button>
          <Button kind="quiet" onClick={restoring.restart}>
            {t.import.another}
          </Button>
        </div>
      </section>
    </div>
  );
}

function Running() {
  const { t, format } = useImportText();
  const words = t.import.backup;
  const progress = useLive(useLibrary().backup);
  const done = progress?.done ?? 0;
  const total = Math.max(1, progress?.total ?? 1);
  return (
    <div className="imp imp--one">
      <section className="panel imp__pad">
        <p className="big">{format.percent(done / total)}</p>
        <ProgressBar progress={done / total} label={words.running} look="bar--lg imp__bar" />
        <p className="faint imp__note">{words.runningOf(done, total)}</p>
      </section>
    </div>
  );
}

function Done({ stage: { report }, restoring }: { stage: StageOf<"done">; restoring: Restoring }) {
  const { t } = useImportText();
  const words = t.import.backup;
  return (
    <div className="imp imp--one">
      <Tally
        items={[
          { count: report.added, label: t.import.tally.added },
          { count: report.known, label: words.known(report.known) },
          { count: report.blobs, label: words.files(report.blobs) },
          { count: report.damagedBlobs, label: words.damaged(report.damagedBlobs), warn: true },
        ]}
      />
      <div className="row imp__start">
        <Button kind="ink" onClick={() => navigate("/")}>
          {t.import.show}
        </Button>
        {report.batchId === "" ? null : (
          <Button kind="quiet" icon="retry" onClick={restoring.undo}>
            {t.import.undo}
          </Button>
        )}
      </div>
    </div>
  );
}
