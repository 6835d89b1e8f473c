"use client";
/** The two screenshots to compare and where they differ. The full page where both snapshots have it, else one screen. */
import { useEffect, useState } from "react";
import type { Artifact } from "../../../domain/artifact";
import { artifactOf } from "../../../domain/snapshot";
import type { LinkView } from "../../../library/library";
import { useLibrary } from "../../library-context";
import { useBlobsAnswer } from "../../service-worker-client";
import type { SnapshotPair } from "../pair";
import { changedAreas, type PictureChange } from "./areas";
import { readPicture } from "./read-picture";

export interface Pictures {
  readonly old: Artifact;
  readonly next: Artifact;
}

export type PictureResult =
  | { readonly kind: "loading" }
  | { readonly kind: "ready"; readonly pictures: Pictures; readonly changes: readonly PictureChange[] }
  /** A snapshot has no screenshot. */
  | { readonly kind: "none" }
  /** Bytes are not on this device. */
  | { readonly kind: "away" }
  | { readonly kind: "unreadable" };

/** The screenshots of both that show the same extent. */
export function picturesOf({ older, newer }: SnapshotPair): Pictures | null {
  for (const kind of ["fullpage", "screenshot"] as const) {
    const [old, next] = [artifactOf(older, kind), artifactOf(newer, kind)];
    if (old && next) return { old, next };
  }
  return null;
}

/** `pair` is `null` while no pictures are wanted. */
export function usePictureComparison(pair: SnapshotPair | null, held: LinkView["held"]): PictureResult {
  const pictures = pair && picturesOf(pair);
  const here = pictures !== null && held.has(pictures.old.hash) && held.has(pictures.next.hash);
  const areas = useAreas(here ? pictures : null);
  if (!pictures) return { kind: pair ? "none" : "loading" };
  if (!here) return { kind: "away" };
  return typeof areas === "string" ? { kind: areas } : { kind: "ready", pictures, changes: areas };
}

type Areas = readonly PictureChange[] | "unreadable" | "loading";

function useAreas(pictures: Pictures | null): Areas {
  const library = useLibrary();
  const answers = useBlobsAnswer();
  const [found, setFound] = useState<{ readonly name: string; readonly areas: Areas } | null>(null);
  const { old, next } = pictures ?? {};
  const name = `${old?.hash} ${next?.hash}`;
  useEffect(() => {
    if (!old || !next || !answers) return undefined;
    const abort = new AbortController();
    const show = (areas: Areas) => {
      if (!abort.signal.aborted) setFound({ name: `${old.hash} ${next.hash}`, areas });
    };
    const read = (artifact: Artifact) => readPicture(library.artifactUrl(artifact), abort.signal);
    const compare = async (): Promise<Areas> =>
      old.hash === next.hash ? [] : changedAreas(await read(old), await read(next));
    compare().then(show, () => show("unreadable"));
    return () => abort.abort();
  }, [library, answers, old, next]);
  return found?.name === name ? found.areas : "loading";
}
