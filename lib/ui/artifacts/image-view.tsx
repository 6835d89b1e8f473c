"use client";
/** Screenshots and the other pictures of a snapshot: one screen or the full page, fitted to the width or pixel by pixel. */
import { useState } from "react";
import { artifactOf, type Snapshot } from "../../domain/snapshot";
import type { Artifact, ArtifactKind } from "../../domain/artifact";
import { useLibrary } from "../library-context";
import { Empty } from "../parts/banner";
import { Segmented, type SegmentedOption } from "../parts/segmented";
import { useBlobsAnswer } from "../service-worker-client";
import { useText, type Text } from "../text/use-text";
import type { ViewerProps } from "./viewer";

type Scale = "fit" | "actual";

export function ImageView({ artifact, snapshot, view, open }: ViewerProps) {
  const library = useLibrary();
  const answers = useBlobsAnswer();
  const text = useText();
  const { t } = text;
  const [scale, setScale] = useState<Scale>("fit");
  if (!answers)
    return <Empty icon="clock" title={t.link.archived.preparing} note={t.link.archived.preparingNote} />;
  const alt = altOf({ text, artifact, snapshot, title: snapshot.page.title || view.row.title });
  return (
    <div className="picture">
      <div className="viewbar">
        <Extent kind={artifact.kind} snapshot={snapshot} open={open} />
        <Segmented<Scale>
          label={t.link.picture.scale}
          value={scale}
          options={[
            { value: "fit", label: t.link.picture.fit },
            { value: "actual", label: t.link.picture.actual },
          ]}
          onChange={setScale}
        />
      </div>
      <div className="picture__box" tabIndex={0} role="region" aria-label={t.link.kinds[artifact.kind]}>
        <img
          className={`picture__img picture__img--${scale}`}
          src={library.artifactUrl(artifact)}
          alt={alt}
          width={artifact.width}
          height={artifact.height}
          decoding="async"
        />
      </div>
    </div>
  );
}

interface ExtentProps {
  readonly kind: ArtifactKind;
  readonly snapshot: Snapshot;
  readonly open: (kind: ArtifactKind) => void;
}

/** One screen or the full page, where the snapshot has both. */
function Extent({ kind, snapshot, open }: ExtentProps) {
  const { t } = useText();
  const options: readonly SegmentedOption<"screenshot" | "fullpage">[] = [
    { value: "screenshot", label: t.link.picture.screen },
    { value: "fullpage", label: t.link.picture.full },
  ];
  const chosen = options.find((option) => option.value === kind);
  if (!chosen || !options.every((option) => artifactOf(snapshot, option.value))) {
    return <b className="grow">{t.link.kinds[kind]}</b>;
  }
  return <Segmented label={t.link.picture.extent} value={chosen.value} options={options} onChange={open} />;
}

interface AltParts {
  readonly text: Text;
  readonly artifact: Artifact;
  readonly snapshot: Snapshot;
  readonly title: string;
}

function altOf({ text: { t, format }, artifact, snapshot, title }: AltParts): string {
  const when = format.day(snapshot.capturedAt);
  if (artifact.kind === "screenshot") return t.link.picture.alt(title, when);
  if (artifact.kind === "fullpage") return t.link.picture.altFull(title, when);
  return t.link.picture.altOther(t.link.kinds[artifact.kind], title);
}
