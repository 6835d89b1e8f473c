"use client";
/** The selected link beside the list: picture, what can be done, tags, snapshots, note and facts. */
import { lazy, memo, Suspense, useDeferredValue, useMemo, useState } from "react";
import type { LinkId } from "../../domain/ids";
import { artifactOf } from "../../domain/snapshot";
import type { LinkView } from "../../library/library";
import { displayUrl } from "../../domain/url/display";
import { useActions } from "../actions";
import { useLibrary, useLive } from "../library-context";
import { BringButton } from "../link/bring/bring-button";
import { StandingNote, standingOf } from "../link/standing/standing-note";
import { VerdictLines } from "../link/standing/verdict-lines";
import { textChange, type TextChange } from "../link/view-choice";
import { WatchControl } from "../link/watch/watch-control";
import { openLink } from "../list/came-from";
import { NoteText } from "../markdown/note-text";
import { Banner, Empty } from "../parts/banner";
import { Button, IconButton, OutLink } from "../parts/button";
import { Stamp } from "../parts/marks";
import { canRetry, StateLabel } from "../parts/state-label";
import { Favicon, Thumb } from "../parts/thumb";
import { LinkTags } from "../tags-field/link-tags";
import { useSnapshotText } from "../text/snapshots/use-snapshot-text";
import { useText } from "../text/use-text";
import { snapshotBytes } from "./facts";
import { Facts } from "./facts-list";

const ConfirmDialog = lazy(() => import("../parts/dialog").then((m) => ({ default: m.ConfirmDialog })));

export const DetailsPane = memo(function DetailsPane({ id }: { id: LinkId | null }) {
  const library = useLibrary();
  const { t } = useText();
  const live = useMemo(() => (id ? library.link(id) : null), [library, id]);
  // The selection moves at once; what is told of it follows, in pieces that give way to the next key.
  const told = useDeferredValue(useLive(live));
  const view = told?.link.id === id ? told : undefined;
  return (
    <aside className="inspector" aria-label={t.details.name}>
      <div className="inspector__bar">
        {view ? <Bar view={view} /> : null}
        <span className="grow" />
        <IconButton
          icon="panelR"
          label={t.nav.hideDetails}
          onClick={() => void library.set({ details: false })}
        />
      </div>
      {view ? <Details key={view.link.id} view={view} /> : null}
      {id === null ? <Empty icon="panelR" title={t.details.empty} /> : null}
    </aside>
  );
});

const Bar = memo(function Bar({ view: { link } }: { view: LinkView }) {
  const { t } = useText();
  const actions = useActions();
  const ids = [link.id];
  if (link.deletedAt > 0) return null;
  return (
    <>
      <IconButton
        className="iconbtn--star"
        icon={link.starred ? "starFill" : "star"}
        label={link.starred ? t.button.unstar : t.button.star}
        pressed={link.starred}
        onClick={() => void actions.star(ids, !link.starred)}
      />
      <IconButton
        icon="archive"
        label={link.archived ? t.button.unarchive : t.button.archive}
        pressed={link.archived}
        onClick={() => void actions.archive(ids, !link.archived)}
      />
      <IconButton icon="trash" label={t.button.trash} onClick={() => void actions.trash(ids)} />
    </>
  );
});

const Details = memo(function Details({ view }: { view: LinkView }) {
  const { t } = useText();
  const { link, row } = view;
  const standing = standingOf(view);
  return (
    <div className="inspector__body">
      <div className="preview">
        <Thumb row={row} />
        {standing ? <Stamp at={standing.capturedAt} /> : null}
      </div>
      <h2 lang={row.titleIsUrl ? undefined : row.language || undefined}>{row.title}</h2>
      <p className="inspector__host">
        <Favicon row={row} />
        <span className="truncate">{displayUrl(link.url)}</span>
      </p>
      {link.deletedAt > 0 ? <TrashActions view={view} /> : <OpenActions view={view} />}
      <State view={view} />
      {link.deletedAt > 0 ? null : (
        <section className="sect">
          <h3>{t.details.tags}</h3>
          <LinkTags id={link.id} tags={link.tags} title={row.title} />
        </section>
      )}
      <Snapshots view={view} />
      {link.deletedAt > 0 ? null : <Watching view={view} />}
      {link.note ? (
        <section className="sect">
          <h3>{t.details.note}</h3>
          <NoteText text={link.note} lang={row.language || undefined} />
        </section>
      ) : null}
      <Facts view={view} />
    </div>
  );
});

function OpenActions({ view }: { view: LinkView }) {
  const { t } = useText();
  const { link, snapshots } = view;
  const standing = standingOf(view);
  return (
    <div className="inspector__do">
      <Button kind="ink" icon="reader" onClick={() => openLink(link.id)}>
        {snapshots.length > 0 ? t.button.read : t.button.open}
      </Button>
      {standing && artifactOf(standing, "page") ? (
        <Button icon="page" onClick={() => openLink(link.id, "page")}>
          {t.link.tabs.page}
        </Button>
      ) : null}
      <OutLink icon="external" href={link.url}>
        {t.button.original}
      </OutLink>
    </div>
  );
}

function TrashActions({ view: { link } }: { view: LinkView }) {
  const { t } = useText();
  const actions = useActions();
  const [asking, setAsking] = useState(false);
  return (
    <div className="inspector__do">
      <Button kind="ink" icon="history" onClick={() => void actions.restore([link.id])}>
        {t.button.restore}
      </Button>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {t.button.deleteForGood}
      </Button>
      {asking ? (
        <Suspense fallback={null}>
          <ConfirmDialog
            open
            title={t.trash.deleteTitle(1)}
            note={t.trash.deleteNote(1)}
            confirm={t.button.deleteForGood}
            onConfirm={() => actions.purge([link.id])}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}

/** What went wrong with the snapshot and what to do; a quiet line while one is on its way. */
function State({ view }: { view: LinkView }) {
  const { row } = view;
  const { t, format } = useText();
  const { state } = row;
  if (state.kind === "kept" || state.kind === "none" || row.deletedAt > 0) return null;
  if (state.kind !== "failed" && state.kind !== "waiting")
    return (
      <section className="sect">
        <StateLabel state={state} />
      </section>
    );
  const words = t.failure[state.code];
  const kept = state.kind === "failed" ? state.snapshots : 0;
  return (
    <section className="sect">
      <Banner kind="warn" icon="alert" title={words.what(state.httpStatus)}>
        {t.failureSafe(kept)}
        {format.gap}
        {words.advice}
      </Banner>
      <div className="inspector__bring">
        <BringButton small view={view} />
      </div>
    </section>
  );
}

const isNew = (change: TextChange): boolean => change === "first" || change === "changed";

function Snapshots({ view }: { view: LinkView }) {
  const { row, snapshots } = view;
  const { t, format } = useText();
  const words = useSnapshotText();
  const standing = standingOf(view);
  const actions = useActions();
  const idle = row.state.kind === "kept" || row.state.kind === "none";
  return (
    <section className="sect">
      <h3>
        {t.details.snapshots}
        {row.deletedAt === 0 && (idle || canRetry(row.state)) ? (
          <button type="button" className="textlink" onClick={() => void actions.capture(row.id)}>
            {canRetry(row.state) ? t.button.retry : t.details.takeOne}
          </button>
        ) : null}
      </h3>
      {snapshots.length === 0 ? <p className="faint">{t.details.noSnapshots}</p> : null}
      <ol className="tl">
        {snapshots.map((snapshot, index) => (
          <li key={snapshot.id} className={isNew(textChange(snapshots, index)) ? "is-changed" : undefined}>
            <i className="node" aria-hidden="true" />
            <span className="when">
              {format.full(snapshot.capturedAt)}
              {snapshot.checked ? (
                <small>{words.checked(format.full(snapshot.checked.at), snapshot.checked.times)}</small>
              ) : null}
            </span>
            <span className="what num">{format.bytes(snapshotBytes(snapshot))}</span>
          </li>
        ))}
      </ol>
      {standing ? <VerdictLines snapshot={standing} /> : null}
      <StandingNote view={view} shown={null} />
    </section>
  );
}

function Watching({ view }: { view: LinkView }) {
  const words = useSnapshotText().watch;
  return (
    <section className="sect">
      <h3>{words.name}</h3>
      <WatchControl view={view} />
    </section>
  );
}
