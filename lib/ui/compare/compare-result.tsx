"use client";
/** The comparison itself, or plainly why there is none: the same text, no text, no pictures, files that are elsewhere. */
import { useState, type ReactNode } from "react";
import { useLibrary } from "../library-context";
import { Empty } from "../parts/banner";
import { Button } from "../parts/button";
import { useCompareText } from "../text/compare/use-compare-text";
import { PictureDiff } from "./pictures/picture-diff";
import { TextDiff } from "./text/text-diff";
import type { CompareScreen } from "./use-compare-screen";

export function CompareResult({ screen }: { screen: CompareScreen }) {
  return screen.kind === "pictures" ? <PictureResult screen={screen} /> : <TextResult screen={screen} />;
}

function TextResult({ screen }: { screen: CompareScreen }) {
  const { t } = useCompareText();
  const { text, pair, kind, stepper } = screen;
  switch (text.kind) {
    case "loading":
      return <Working />;
    case "away":
      return <Away screen={screen} />;
    case "none":
      return (
        <Told title={t.compare.noText} note={t.compare.noTextNote}>
          <ToPictures screen={screen} />
        </Told>
      );
    case "ready":
      if (screen.textChanges === 0) {
        return (
          <Told title={t.compare.equal} note={t.compare.equalNote}>
            <ToPictures screen={screen} />
          </Told>
        );
      }
      return (
        <TextDiff
          key={`${pair.older.id} ${pair.newer.id} ${kind}`}
          id={screen.view.link.id}
          pair={pair}
          rows={text.comparison.rows}
          layout={kind === "side" ? "side" : "inline"}
          current={stepper.current}
        />
      );
  }
}

function PictureResult({ screen }: { screen: CompareScreen }) {
  const { t } = useCompareText();
  const { pictures, pair } = screen;
  switch (pictures.kind) {
    case "loading":
      return <Working />;
    case "none":
      return <Told title={t.compare.noPictures} note={t.compare.noPicturesNote} />;
    case "away":
      return <Away screen={screen} />;
    case "unreadable":
      return <Told title={t.compare.unreadable} note={t.compare.unreadableNote} />;
    case "ready":
      return (
        <PictureDiff
          pair={pair}
          pictures={pictures.pictures}
          changes={pictures.changes}
          current={screen.stepper.current}
          wide={screen.wide}
        />
      );
  }
}

interface ToldProps {
  readonly title: string;
  readonly note: string;
  readonly children?: ReactNode;
}

function Told({ title, note, children }: ToldProps) {
  return (
    <div className="absent">
      <Empty icon="history" title={title} note={note}>
        {children}
      </Empty>
    </div>
  );
}

function ToPictures({ screen }: { screen: CompareScreen }) {
  const { t } = useCompareText();
  return <Button onClick={() => screen.chooseKind("pictures")}>{t.compare.kinds.pictures}</Button>;
}

function Working() {
  const { t } = useCompareText();
  return (
    <div className="absent" role="status" aria-busy="true">
      <span className="faint">{t.compare.working}</span>
    </div>
  );
}

/** Files of a snapshot are on the server or another device: fetch them here. */
function Away({ screen }: { screen: CompareScreen }) {
  const { t } = useCompareText();
  const library = useLibrary();
  const [fetching, setFetching] = useState<"no" | "yes" | "failed">("no");
  const fetchNow = () => {
    setFetching("yes");
    library.fetchArtifacts(screen.view.link.id).then(
      (all) => setFetching(all ? "no" : "failed"),
      () => setFetching("failed"),
    );
  };
  return (
    <Told title={t.compare.away} note={fetching === "failed" ? t.link.away.failed : t.compare.awayNote}>
      <Button icon="download" disabled={fetching === "yes"} onClick={fetchNow}>
        {fetching === "yes" ? t.link.away.fetching : t.link.away.fetch}
      </Button>
    </Told>
  );
}
