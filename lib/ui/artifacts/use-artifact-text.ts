"use client";
/** Text of an artifact on this device, for viewers of documents. */
import { useEffect, useState } from "react";
import type { Artifact } from "../../domain/artifact";
import { useLibrary } from "../library-context";

export type ArtifactText =
  | { readonly kind: "loading" }
  | { readonly kind: "text"; readonly text: string }
  /** The bytes are gone from this device, or could not be read. */
  | { readonly kind: "unreadable" };

const loading: ArtifactText = { kind: "loading" };

export function useArtifactText(artifact: Artifact): ArtifactText {
  const library = useLibrary();
  const [found, setFound] = useState<{ readonly of: string; readonly text: ArtifactText } | null>(null);
  useEffect(() => {
    let left = false;
    const show = (text: string | null) => {
      if (left) return;
      setFound({ of: artifact.hash, text: text === null ? { kind: "unreadable" } : { kind: "text", text } });
    };
    library.artifactText(artifact).then(show, () => show(null));
    return () => {
      left = true;
    };
  }, [library, artifact]);
  // A text of the artifact shown before must never stand under the new one's name.
  return found?.of === artifact.hash ? found.text : loading;
}
