"use client";
/** The card beside the text: stamp, title, snapshots, tags, note and facts, in the same order everywhere. */
import { lazy, Suspense, type ReactNode, type RefObject } from "react";
import type { ArtifactKind } from "../../../domain/artifact";
import type { Snapshot } from "../../../domain/snapshot";
import type { LinkView } from "../../../library/library";
import { useActions } from "../../actions";
import { HighlightList } from "../../highlights/highlight-list";
import { Icon } from "../../icons";
import { Button } from "../../parts/button";
import { Stamp } from "../../parts/marks";
import { Favicon } from "../../parts/thumb";
import { LinkTags } from "../../tags-field/link-tags";
import { useCompareText } from "../../text/compare/use-compare-text";
import { BringButton } from "../bring/bring-button";
import { StandingNote } from "../standing/standing-note";
import { VerdictLines } from "../standing/verdict-lines";
import { useHighlightText } from "../../text/highlights/use-highlight-text";
import { useSnapshotText } from "../../text/snapshots/use-snapshot-text";
import { heldPart } from "../view-choice";
import { WatchControl } from "../watch/watch-control";
import { NoteCard, type NoteHandle } from "./note-card";
import { SnapshotFacts } from "./snapshot-facts";
import { SnapshotList } from "./snapshot-list";

const LinkCopies = lazy(() => import("../../devices/link-copies").then((m) => ({ default: m.LinkCopies })));

export interface CardParts {
  readonly view: LinkView;
  readonly snapshot: Snapshot | null;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  readonly onOpen: (kind: ArtifactKind) => void;
}

interface LinkCardProps extends CardParts {
  /** The Reader shows title and site itself. */
  readonly titled: boolean;
  /** `null` while there are not two snapshots to compare. */
  readonly onCompare: (() => void) | null;
  readonly tagsRef: RefObject<HTMLInputElement | null>;
  readonly noteRef: RefObject<NoteHandle | null>;
}

export function LinkCard({ titled, onCompare, tagsRef, noteRef, ...parts }: LinkCardProps) {
  const { t } = useCompareText();
  const watchWords = useSnapshotText().watch;
  const highlightWords = useHighlightText();
  const { view, snapshot } = parts;
  return (
    <aside className="linkcard" aria-label={t.link.card}>
      <StampLine view={view} snapshot={snapshot} />
      {titled ? <CardTitle view={view} /> : null}
      <Section title={t.link.snapshots} action={<TakeOne view={view} />} first>
        <SnapshotList view={view} shown={snapshot} onChoose={parts.onSnapshot} />
        <Compare onCompare={onCompare} />
        <StandingNote view={view} shown={snapshot} />
        <Trouble view={view} />
      </Section>
      <Section title={watchWords.name}>
        <WatchControl view={view} />
      </Section>
      <Section title={t.link.tags}>
        <LinkTags id={view.link.id} tags={view.link.tags} inputRef={tagsRef} />
      </Section>
      <Section title={t.link.note.name}>
        <NoteCard
          key={view.link.id}
          id={view.link.id}
          note={view.link.note}
          language={view.link.language}
          handle={noteRef}
        />
      </Section>
      <Section title={highlightWords.name} action={<HighlightCount view={view} />}>
        <HighlightList view={view} onOpen={() => parts.onOpen("reader")} />
      </Section>
      <FactsSection {...parts} />
    </aside>
  );
}

function HighlightCount({ view }: { view: LinkView }) {
  const { format } = useCompareText();
  const { length } = view.highlights;
  return length > 0 ? <span className="num">{format.number(length)}</span> : null;
}

interface SectionProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly first?: boolean;
  readonly children: ReactNode;
}

export function Section({ title, action, first, children }: SectionProps) {
  return (
    <section className={first ? "sect sect--first" : "sect"}>
      <h3>
        {title}
        {action}
      </h3>
      {children}
    </section>
  );
}

/** Date of the shown snapshot, and how much of it is here and checked against its hash. */
export function StampLine({ view, snapshot }: Pick<CardParts, "view" | "snapshot">) {
  const { t } = useCompareText();
  if (!snapshot) return null;
  const held = heldPart(snapshot, view.held);
  return (
    <div className="stampline">
      <Stamp at={snapshot.capturedAt} {...(held === "all" ? {} : { kind: "open" })} />
      {held === "all" ? (
        <span className="stampline__ok">
          <Icon name="shield" size={16} />
          {t.link.verified}
        </span>
      ) : (
        <span className="stampline__no">
          <Icon name="download" size={16} />
          {held === "some" ? t.link.partlyHere : t.link.notHere}
        </span>
      )}
    </div>
  );
}

/** Leads to the comparison of two snapshots, where there are two. */
export function Compare({ onCompare }: { onCompare: (() => void) | null }) {
  const { t } = useCompareText();
  if (!onCompare) return null;
  return (
    <Button size="sm" icon="history" className="snaps__compare" aria-keyshortcuts="d" onClick={onCompare}>
      {t.compare.button}
    </Button>
  );
}

function CardTitle({ view }: { view: LinkView }) {
  return (
    <>
      <h2 lang={view.row.language || undefined}>{view.row.title}</h2>
      <p className="linkcard__site">
        <Favicon row={view.row} />
        {view.row.host}
      </p>
    </>
  );
}

function TakeOne({ view }: { view: LinkView }) {
  const { t } = useCompareText();
  const actions = useActions();
  return (
    <button type="button" className="textlink" onClick={() => void actions.capture(view.link.id)}>
      {t.button.takeSnapshot}
    </button>
  );
}

/** A newer try that went wrong while older snapshots are shown: why, what is safe, Retry. */
export function Trouble({ view }: { view: LinkView }) {
  const { t, format } = useCompareText();
  const actions = useActions();
  const { state } = view.row;
  if (view.snapshots.length === 0 || (state.kind !== "failed" && state.kind !== "waiting")) return null;
  const what = t.failure[state.code].what(state.httpStatus);
  return (
    <div className="trouble">
      <p>
        {what}
        {format.gap}
        {t.failureSafe(view.snapshots.length)}
      </p>
      <div className="trouble__do">
        <Button size="sm" icon="retry" onClick={() => void actions.capture(view.link.id)}>
          {t.button.retry}
        </Button>
        <BringButton small view={view} />
      </div>
    </div>
  );
}

export function FactsSection({ view, snapshot, onOpen }: CardParts) {
  const { t, format } = useCompareText();
  if (!snapshot) {
    return (
      <Section title={t.link.facts.saved}>
        <p>{format.full(view.link.createdAt)}</p>
      </Section>
    );
  }
  return (
    <>
      <Suspense fallback={null}>
        <LinkCopies id={view.link.id} />
      </Suspense>
      <Section title={t.link.facts.title}>
        <VerdictLines snapshot={snapshot} />
        <SnapshotFacts snapshot={snapshot} held={view.held} onOpen={onOpen} />
      </Section>
    </>
  );
}
