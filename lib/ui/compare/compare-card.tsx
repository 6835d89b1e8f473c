"use client";
/** Beside the comparison: which two snapshots, what changed in words, and which parts differ at all. */
import type { ReactNode } from "react";
import type { Artifact } from "../../domain/artifact";
import { artifactOf, type Snapshot } from "../../domain/snapshot";
import { Section } from "../link/card/link-card";
import { useCompareText, type CompareText } from "../text/compare/use-compare-text";
import { PickTwo } from "./pick-two";
import type { SnapshotPair } from "./pair";
import { picturesOf } from "./pictures/use-picture-comparison";
import type { TextComparison } from "./text/load-comparison";
import type { Summary } from "./text/summary";

interface CompareCardProps {
  readonly snapshots: readonly Snapshot[];
  readonly pair: SnapshotPair;
  readonly onPair: (pair: SnapshotPair) => void;
  /** `null` while it is under way, or where there is no text. */
  readonly comparison: TextComparison | null;
  readonly changes: number;
}

export function CompareCard({ snapshots, pair, onPair, comparison, changes }: CompareCardProps) {
  const text = useCompareText();
  const { t } = text;
  return (
    <>
      <PickTwo snapshots={snapshots} pair={pair} onPair={onPair} />
      {comparison ? (
        <Section title={t.compare.what}>
          <What summary={comparison.summary} changes={changes} />
        </Section>
      ) : null}
      <Section title={t.compare.parts}>
        <dl className="facts">
          {partsOf({ pair, comparison, changes }, text).map(([name, value]) => (
            <div key={name} className="facts__r">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}

function What({ summary, changes }: { summary: Summary; changes: number }) {
  const { t } = useCompareText();
  if (changes === 0) return <p>{t.compare.whatNothing}</p>;
  return (
    <>
      <p className="delta delta--big">
        <b className="plus">{t.compare.deltaWords.added(summary.addedWords)}</b>
        <b className="minus">{t.compare.deltaWords.removed(summary.removedWords)}</b>
      </p>
      <ul className="whatlist">
        {whatLines(summary, t).map(({ sign, line }) => (
          <li key={line}>
            <b className={`mono whatlist__s whatlist__s--${tones[sign]}`} aria-hidden="true">
              {sign}
            </b>
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

type Sign = "+" | "−" | "±" | "↘";
const tones: Record<Sign, string> = { "+": "ins", "−": "del", "±": "edit", "↘": "move" };

/** Sections named before they are only counted. */
const NAMED = 4;

function whatLines(summary: Summary, t: CompareText["t"]): { readonly sign: Sign; readonly line: string }[] {
  const words = t.compare;
  const named = (sign: Sign, sections: readonly string[], say: (name: string) => string) => [
    ...sections.slice(0, NAMED).map((name) => ({ sign, line: say(name) })),
    ...counted(sign, sections.length - NAMED, words.moreSections),
  ];
  return [
    ...named("+", summary.newSections, words.newSection),
    ...named("−", summary.goneSections, words.goneSection),
    ...counted("+", summary.added, words.added),
    ...counted("−", summary.removed, words.removed),
    ...counted("±", summary.changed, words.changed),
    ...counted("↘", summary.moved, words.movedCount),
  ];
}

const counted = (sign: Sign, count: number, say: (n: number) => string) =>
  count > 0 ? [{ sign, line: say(count) }] : [];

type Part = readonly [name: string, value: ReactNode];

function partsOf(
  { pair, comparison, changes }: Pick<CompareCardProps, "pair" | "comparison" | "changes">,
  { t }: CompareText,
): Part[] {
  const { part, same, differs } = t.compare;
  const titles = pair.older.page.title === pair.newer.page.title ? same : differs;
  return [
    ...(comparison ? [[part.text, changes === 0 ? same : t.compare.changes(changes)] as const] : []),
    [part.screenshot, screenshotWords(pair, t)],
    [part.page, pageWords(pair, t)],
    ...(comparison ? [[part.links, linkWords(comparison, t)] as const] : []),
    [part.title, titles],
  ];
}

const hashesOf = (artifacts: readonly Artifact[]) => artifacts.map(({ hash }) => hash).join(" ");
const heightOf = (artifacts: readonly Artifact[]) =>
  artifacts.reduce((sum, { height = 0 }) => sum + height, 0);

function screenshotWords(pair: SnapshotPair, t: CompareText["t"]): string {
  const pictures = picturesOf(pair);
  if (!pictures) return t.compare.missing;
  if (hashesOf(pictures.old) === hashesOf(pictures.next)) return t.compare.same;
  const taller = heightOf(pictures.next) - heightOf(pictures.old);
  if (taller === 0) return t.compare.differs;
  return taller > 0 ? t.compare.taller(taller) : t.compare.shorter(-taller);
}

function pageWords({ older, newer }: SnapshotPair, t: CompareText["t"]): string {
  const [old, next] = [artifactOf(older, "page"), artifactOf(newer, "page")];
  if (!old || !next) return t.compare.missing;
  return old.hash === next.hash ? t.compare.same : t.compare.differs;
}

const linkWords = ({ links: { added, removed } }: TextComparison, t: CompareText["t"]): ReactNode =>
  added + removed === 0 ? (
    t.compare.same
  ) : (
    <span className="num">
      {t.compare.delta.added(added)} {t.compare.delta.removed(removed)}
    </span>
  );
