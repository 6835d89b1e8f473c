"use client";
/** Facts of one snapshot: when, by whom, sizes, hash, addresses, the site's answer, what is missing and why, every file. */
import type { ReactNode } from "react";
import type { Artifact, ArtifactKind } from "../../../domain/artifact";
import { artifactOf, artifactsOf, type Snapshot } from "../../../domain/snapshot";
import { displayUrl } from "../../../domain/url/display";
import { useText, type Text } from "../../text/use-text";

interface SnapshotFactsProps {
  readonly snapshot: Snapshot;
  readonly held: ReadonlySet<string>;
  readonly onOpen: (kind: ArtifactKind) => void;
}

export function SnapshotFacts({ snapshot, held, onOpen }: SnapshotFactsProps) {
  const text = useText();
  return (
    <>
      <dl className="facts">
        {factsOf(snapshot, text).map(({ name, value }, index) => (
          <div key={`${index} ${name}`} className="facts__r">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {snapshot.missing.length > 0 ? <Missing snapshot={snapshot} /> : null}
      <Files snapshot={snapshot} held={held} onOpen={onOpen} />
    </>
  );
}

interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

const sizeOf = (artifact: Artifact | undefined) =>
  artifact ? artifact.bytes + (artifact.resourceBytes ?? 0) : 0;

/** A fact, or nothing where there is nothing to say. */
const fact = (name: string, value: ReactNode, said: boolean): Fact[] => (said ? [{ name, value }] : []);

const factsOf = (snapshot: Snapshot, text: Text): Fact[] => [
  ...madeFacts(snapshot, text),
  ...fileFacts(snapshot, text),
  ...pageFacts(snapshot, text),
  ...addressFacts(snapshot, text),
];

const madeFacts = (snapshot: Snapshot, { t, format }: Text): Fact[] => [
  ...fact(t.link.facts.captured, format.full(snapshot.capturedAt), true),
  ...fact(t.link.facts.by, capturer(snapshot, t.link.facts), snapshot.capturedBy !== ""),
];

/** The server signs its captures with this word; a device signs with the name its person gave it. */
const SERVER = "server";
function capturer({ capturedBy, brought }: Snapshot, words: Text["t"]["link"]["facts"]): string {
  if (brought) return words.byYou;
  return capturedBy === SERVER ? words.byServer : capturedBy;
}

function fileFacts(snapshot: Snapshot, { t, format }: Text): Fact[] {
  const words = t.link.facts;
  const size = (kind: ArtifactKind) => artifactsOf(snapshot, kind).reduce((sum, one) => sum + sizeOf(one), 0);
  const sized = (name: string, bytes: number) => fact(name, format.bytes(bytes), bytes > 0);
  const named = artifactOf(snapshot, "page") ?? artifactOf(snapshot, "file") ?? snapshot.artifacts[0];
  return [
    ...sized(words.text, size("reader")),
    ...sized(words.screenshot, size("screenshot") + size("fullpage") + size("phone")),
    ...sized(words.file, size("file")),
    ...sized(words.page, size("page")),
    ...(named ? [{ name: words.hash, value: <Hash hash={named.hash} /> }] : []),
  ];
}

function pageFacts({ page, words }: Snapshot, { t, format }: Text): Fact[] {
  const published = Date.parse(page.published);
  const dated = Number.isFinite(published);
  return [
    ...fact(t.link.facts.words, t.link.facts.wordCount(words), words > 0),
    ...fact(t.link.facts.author, page.author, page.author !== ""),
    ...fact(t.link.facts.published, dated ? format.day(published) : "", dated),
    ...fact(t.link.facts.language, page.language, page.language !== ""),
  ];
}

/** Told where it is none that everybody expects. */
const encodingOf = ({ answer }: Snapshot): string => {
  const charset = answer?.charset ?? "";
  return charset === "utf-8" ? "" : charset.toUpperCase();
};

const addressFacts = (snapshot: Snapshot, { t }: Text): Fact[] => [
  ...answerFacts(snapshot, t),
  ...fact(t.link.facts.encoding, encodingOf(snapshot), encodingOf(snapshot) !== ""),
];

const answerFacts = ({ url, finalUrl, httpStatus, answer }: Snapshot, t: Text["t"]): Fact[] => [
  ...fact(t.link.facts.asked, displayUrl(url), true),
  ...(answer?.redirects ?? []).map((over) => ({ name: t.link.facts.over, value: displayUrl(over) })),
  ...fact(t.link.facts.ended, displayUrl(finalUrl), finalUrl !== "" && finalUrl !== url),
  ...fact(t.link.facts.status, String(httpStatus), httpStatus > 0),
];

/** Enough of a SHA-256 to tell two apart at a glance; the whole one stands in the list of files. */
function Hash({ hash }: { hash: string }) {
  return (
    <code className="mono">
      {hash.slice(0, 4)}…{hash.slice(-4)}
    </code>
  );
}

function Missing({ snapshot }: { snapshot: Snapshot }) {
  const { t } = useText();
  return (
    <div className="missing">
      <h4>{t.link.facts.missing}</h4>
      <ul>
        {snapshot.missing.map(({ kind, reason }) => (
          <li key={kind}>
            {t.link.kinds[kind]}: <span lang="en">{reason}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Files({ snapshot, held, onOpen }: SnapshotFactsProps) {
  const { t, format } = useText();
  return (
    <details className="files">
      <summary>{t.link.facts.files(snapshot.artifacts.length)}</summary>
      <ul>
        {snapshot.artifacts.map((artifact, index) => (
          <li key={`${index} ${artifact.hash}`}>
            <button type="button" className="files__b" onClick={() => onOpen(artifact.kind)}>
              <span>{t.link.kinds[artifact.kind]}</span>
              <span className="num">{format.bytes(sizeOf(artifact))}</span>
            </button>
            <code className="mono">{artifact.hash}</code>
            {held.has(artifact.hash) ? null : <span className="faint">{t.link.facts.notHeld}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
