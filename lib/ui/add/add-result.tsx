"use client";
/** What became of an address: the capture under way, a duplicate, or words about why it cannot be saved. */
import { useMemo } from "react";
import type { AddOutcome, Duplicate, LinkRow } from "../../library/library";
import { useActions } from "../actions";
import { useLibrary, useLive } from "../library-context";
import { Banner } from "../parts/banner";
import { Button } from "../parts/button";
import { CaptureSteps } from "../parts/capture-steps";
import { StateLabel } from "../parts/state-label";
import { Favicon, Thumb } from "../parts/thumb";
import { linkHref, navigate } from "../router";
import { LinkTags } from "../tags-field/link-tags";
import { useText } from "../text/use-text";
import type { AddResult } from "./add-context";

interface ResultProps {
  readonly result: AddResult;
  readonly onClose: () => void;
}

export function AddResultView({ result, onClose }: ResultProps) {
  const { t } = useText();
  switch (result.kind) {
    case "saved":
      return <Saved outcome={result} onClose={onClose} />;
    case "duplicate":
      return <AlreadyHere link={result} note={t.add.alreadyNote} onClose={onClose} />;
    case "several":
      return <Several result={result} onClose={onClose} />;
    case "rejected":
      return <Refused words={t.add.rejected[result.reason]} />;
    case "failed":
      return <Refused words={t.add.failed} />;
  }
}

interface SeveralProps {
  readonly result: Extract<AddResult, { kind: "several" }>;
  readonly onClose: () => void;
}

function Several({ result: { saved, already }, onClose }: SeveralProps) {
  const { t } = useText();
  return (
    <>
      <div className="sec">
        <Banner kind="info" icon="link" title={t.add.several(saved, already)} />
      </div>
      <div className="foot">
        <span className="grow">{saved > 0 ? t.add.severalNote : t.add.alreadyNote}</span>
        <Button kind="ink" onClick={onClose}>
          {t.button.done}
        </Button>
      </div>
    </>
  );
}

export function Refused({ words }: { words: string }) {
  return (
    <div className="sec">
      <Banner kind="warn" icon="alert" title={words} />
    </div>
  );
}

type Of<K extends AddOutcome["kind"]> = Extract<AddOutcome, { kind: K }>;

function Saved({ outcome, onClose }: { outcome: Of<"saved">; onClose: () => void }) {
  const library = useLibrary();
  const actions = useActions();
  const { t } = useText();
  const live = useMemo(() => library.link(outcome.id), [library, outcome.id]);
  const view = useLive(live);
  const undo = () => {
    onClose();
    void actions.undo(outcome.batch.id);
  };
  return (
    <>
      {view ? (
        <>
          <div className="cols">
            <Preview row={view.row} />
            <Progress row={view.row} />
          </div>
          <div className="sec">
            <p className="h-sm">{t.add.tags}</p>
            <LinkTags id={outcome.id} tags={view.link.tags} title={view.row.title} />
          </div>
        </>
      ) : null}
      <div className="foot">
        <span className="grow">
          {view?.row.state.kind === "offline" ? t.capture.whenOnline : t.capture.carriesOn}
        </span>
        <Button kind="quiet" onClick={undo}>
          {t.button.undo}
        </Button>
        <Button kind="ink" onClick={onClose}>
          {t.button.done}
        </Button>
      </div>
    </>
  );
}

function Preview({ row }: { row: LinkRow }) {
  return (
    <div>
      <Thumb row={row} />
      <b className="addpop__t" lang={row.language || undefined}>
        {row.title}
      </b>
      <p className="inspector__host">
        <Favicon row={row} />
        <span className="truncate">{row.host}</span>
      </p>
    </div>
  );
}

function Progress({ row }: { row: LinkRow }) {
  const actions = useActions();
  const { t, format } = useText();
  const { state } = row;
  if (state.kind !== "failed" && state.kind !== "waiting" && state.kind !== "none")
    return (
      <div>
        <CaptureSteps state={state} />
      </div>
    );
  if (state.kind === "none") return <StateLabel state={state} />;
  const words = t.failure[state.code];
  return (
    <div>
      <Banner
        kind="warn"
        icon="alert"
        title={words.what(state.httpStatus)}
        action={
          <Button size="sm" icon="retry" onClick={() => void actions.capture(row.id)}>
            {t.button.retry}
          </Button>
        }
      >
        {t.failureSafe(state.kind === "failed" ? state.snapshots : 0)}
        {format.gap}
        {words.advice}
      </Banner>
    </div>
  );
}

interface AlreadyHereProps {
  readonly link: Duplicate;
  /** What pressing Save did. */
  readonly note?: string;
  readonly onClose: () => void;
}

/** The address is here already: since when, and what can be done with that link. */
export function AlreadyHere({ link: { id, savedAt, inTrash }, note, onClose }: AlreadyHereProps) {
  const library = useLibrary();
  const actions = useActions();
  const { t, format } = useText();
  const live = useMemo(() => library.link(id), [library, id]);
  const view = useLive(live);
  const open = () => {
    onClose();
    navigate(linkHref(id));
  };
  const then = (work: () => Promise<void>) => () => {
    onClose();
    void work();
  };
  return (
    <div className="sec">
      <Banner kind="warn" icon="copy" title={t.add.already(format.day(savedAt))}>
        {view ? (
          <b className="addpop__t" lang={view.row.language || undefined}>
            {view.row.title}
          </b>
        ) : null}
        {inTrash ? t.add.inTrash : note}
        <span className="banner__do">
          <Button kind="ink" size="sm" onClick={open}>
            {t.button.open}
          </Button>
          {inTrash ? (
            <Button size="sm" onClick={then(() => actions.restore([id]))}>
              {t.button.restore}
            </Button>
          ) : (
            <>
              <Button size="sm" icon="up" onClick={then(() => actions.moveUp([id]))}>
                {t.keeping.moveUp}
              </Button>
              <Button size="sm" icon="camera" onClick={then(() => actions.capture(id))}>
                {t.button.newSnapshot}
              </Button>
            </>
          )}
        </span>
      </Banner>
    </div>
  );
}
