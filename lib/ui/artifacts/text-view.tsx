"use client";
/** Plain text and Markdown of a snapshot, as stored, with a button that copies all of it. */
import { Empty } from "../parts/banner";
import { Button } from "../parts/button";
import { useToast } from "../parts/toast";
import { useText } from "../text/use-text";
import { PlainText } from "./plain-text";
import { useArtifactText } from "./use-artifact-text";
import type { ViewerProps } from "./viewer";

export function TextView({ artifact, snapshot }: ViewerProps) {
  const { t } = useText();
  const toast = useToast();
  const text = useArtifactText(artifact);
  if (text.kind === "loading") return <div className="plain" aria-busy="true" />;
  if (text.kind === "unreadable") return <Empty icon="alert" title={t.link.reader.unreadable} />;
  const name = t.link.kinds[artifact.kind];
  const copy = () => {
    navigator.clipboard.writeText(text.text).then(
      () => toast.show({ text: t.link.reader.copied }),
      () => toast.show({ text: t.toast.failed }),
    );
  };
  return (
    <div className="plain">
      <div className="viewbar">
        <b className="grow">{name}</b>
        <Button size="sm" icon="copy" onClick={copy}>
          {t.link.reader.copy}
        </Button>
      </div>
      <PlainText artifact={artifact} lang={snapshot.page.language} />
    </div>
  );
}
