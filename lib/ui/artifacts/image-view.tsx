"use client";
/**
 * Screenshots and the other pictures of a snapshot: one screen, the full page or a phone's screen, fitted to the width
 * or pixel by pixel.
 */
import { useState } from "react";
import { artifactOf, artifactsOf, type Snapshot } from "../../domain/snapshot";
import type { Artifact, ArtifactKind } from "../../domain/artifact";
import { Empty } from "../parts/banner";
import { Segmented, type SegmentedOption } from "../parts/segmented";
import { useBlobsAnswer } from "../service-worker-client";
import { useText, type Text } from "../text/use-text";
import { Pictures } from "./pictures";
import type { ViewerProps } from "./viewer";
import { ZoomBar, type Scale } from "./zoom";

/** Pixels a CSS pixel of the phone that is shown. */
const PHONE_DENSITY = 2;

export function ImageView({ artifact, snapshot, view, open }: ViewerProps) {
  const answers = useBlobsAnswer();
  const text = useText();
  const { t } = text;
  const [scale, setScale] = useState<Scale>("fit");
  if (!answers)
    return <Empty icon="clock" title={t.link.archived.preparing} note={t.link.archived.preparingNote} />;
  const { kind } = artifact;
  const density = kind === "phone" ? PHONE_DENSITY : 1;
  return (
    <div className="picture">
      <div className="viewbar">
        <Extent kind={kind} snapshot={snapshot} open={open} />
        <ZoomBar scale={scale} onScale={setScale} density={density} />
      </div>
      <Pictures
        artifacts={kind === "fullpage" ? artifactsOf(snapshot, kind) : [artifact]}
        scale={scale}
        onScale={setScale}
        alt={altOf({ text, artifact, snapshot, title: snapshot.page.title || view.row.title })}
        label={t.link.kinds[kind]}
        density={density}
      />
    </div>
  );
}

interface ExtentProps {
  readonly kind: ArtifactKind;
  readonly snapshot: Snapshot;
  readonly open: (kind: ArtifactKind) => void;
}

type Screen = "screenshot" | "fullpage" | "phone";

/** One screen, the full page, or a phone's screen, where the snapshot has more than one of them. */
function Extent({ kind, snapshot, open }: ExtentProps) {
  const { t } = useText();
  const all: readonly SegmentedOption<Screen>[] = [
    { value: "screenshot", label: t.link.picture.screen },
    { value: "fullpage", label: t.link.picture.full },
    { value: "phone", label: t.link.picture.phone },
  ];
  const options = all.filter(({ value }) => artifactOf(snapshot, value));
  const chosen = options.find((option) => option.value === kind);
  if (!chosen || options.length < 2) return <b className="grow">{t.link.kinds[kind]}</b>;
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
  if (artifact.kind === "phone") return t.link.picture.altPhone(title, when);
  return t.link.picture.altOther(t.link.kinds[artifact.kind], title);
}
