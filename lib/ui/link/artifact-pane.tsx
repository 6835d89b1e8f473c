"use client";
/**
 * Shows one artifact of a snapshot through its viewer, or says plainly why not: it was never made, or its bytes are not
 * on this device, with the way to get them.
 */
import { useState } from "react";
import type { Artifact, ArtifactKind } from "../../domain/artifact";
import { artifactOf, artifactsOf, type Snapshot } from "../../domain/snapshot";
import type { LinkView } from "../../library/library";
import { artifactViewers } from "../artifacts";
import { useLibrary } from "../library-context";
import { Empty } from "../parts/banner";
import { Button } from "../parts/button";
import { useText, type Text } from "../text/use-text";
import { defaultKind } from "./view-choice";

interface ArtifactPaneProps {
  readonly view: LinkView;
  readonly snapshot: Snapshot;
  readonly kind: ArtifactKind;
  readonly open: (kind: ArtifactKind) => void;
  readonly copy: () => void;
}

export function ArtifactPane({ view, snapshot, kind, open, copy }: ArtifactPaneProps) {
  const artifact = artifactOf(snapshot, kind);
  if (!artifact) return <Absent snapshot={snapshot} kind={kind} open={open} />;
  if (!artifactsOf(snapshot, kind).every(({ hash }) => view.held.has(hash))) {
    return <Away key={artifact.hash} view={view} snapshot={snapshot} artifact={artifact} open={open} />;
  }
  const { Viewer } = artifactViewers[kind];
  return (
    <Viewer key={artifact.hash} artifact={artifact} snapshot={snapshot} view={view} open={open} copy={copy} />
  );
}

type AbsentProps = Omit<ArtifactPaneProps, "view" | "copy">;

/** The capture did not make this artifact. */
function Absent({ snapshot, kind, open }: AbsentProps) {
  const { t } = useText();
  const reason = snapshot.missing.find((one) => one.kind === kind)?.reason;
  const other = defaultKind(snapshot);
  return (
    <div className="absent">
      <Empty icon="file" title={t.link.absent.title(t.link.kinds[kind])}>
        <p>
          {reason ? (
            <>
              {t.link.absent.reason} <span lang="en">{reason}</span>
            </>
          ) : (
            absentBecause(snapshot, t)
          )}
        </p>
        {other === kind ? null : (
          <Button onClick={() => open(other)}>{t.link.absent.other(t.link.kinds[other])}</Button>
        )}
      </Empty>
    </div>
  );
}

/** A file has no archived page, and not every file has text. */
const absentBecause = (snapshot: Snapshot, t: Text["t"]) =>
  artifactOf(snapshot, "file") ? t.link.absent.ofFile : t.link.absent.noReason;

interface AwayProps extends Omit<ArtifactPaneProps, "kind" | "copy"> {
  readonly artifact: Artifact;
}

/** The artifact exists, its bytes lie elsewhere. */
function Away({ view, snapshot, artifact, open }: AwayProps) {
  const { t, format } = useText();
  const library = useLibrary();
  const [fetching, setFetching] = useState<"no" | "yes" | "failed">("no");
  const fetchNow = () => {
    setFetching("yes");
    library.fetchArtifacts(view.link.id).then(
      (all) => setFetching(all ? "no" : "failed"),
      () => setFetching("failed"),
    );
  };
  const reader = artifactOf(snapshot, "reader");
  const readable = artifact.kind !== "reader" && reader && view.held.has(reader.hash);
  const size = format.bytes(artifact.bytes + (artifact.resourceBytes ?? 0));
  return (
    <div className="absent">
      <Empty
        icon="download"
        title={t.link.away.title(t.link.kinds[artifact.kind])}
        note={t.link.away.note(size)}
      >
        <Button kind="ink" disabled={fetching === "yes"} onClick={fetchNow}>
          {fetching === "yes" ? t.link.away.fetching : t.link.away.fetch}
        </Button>
        {readable ? <Button onClick={() => open("reader")}>{t.link.away.readText}</Button> : null}
        <p role="status">{fetching === "failed" ? t.link.away.failed : ""}</p>
      </Empty>
    </div>
  );
}
