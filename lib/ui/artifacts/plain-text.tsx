"use client";
/** The characters of a text artifact, as stored. The tools of the Reader find words in them. */
import { useEffect, useState } from "react";
import type { Artifact } from "../../domain/artifact";
import { Empty } from "../parts/banner";
import { enterStage } from "../reading/stage";
import { useText } from "../text/use-text";
import { useArtifactText } from "./use-artifact-text";

export function PlainText({ artifact, lang }: { artifact: Artifact; lang: string }) {
  const { t } = useText();
  const text = useArtifactText(artifact);
  const [box, setBox] = useState<HTMLElement | null>(null);
  useEffect(() => (box ? enterStage({ box, text: box }) : undefined), [box, text]);
  if (text.kind === "loading") return <div className="plain" aria-busy="true" />;
  if (text.kind === "unreadable") return <Empty icon="alert" title={t.link.reader.unreadable} />;
  return (
    <pre ref={setBox} className="plain__text" tabIndex={0} lang={lang || undefined}>
      {text.text}
    </pre>
  );
}
