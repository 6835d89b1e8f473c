"use client";
/** The two screenshots to compare and where they differ. The full page where both snapshots have it, else one screen. */
import { useEffect, useState } from "react";
import type { Artifact } from "../../../domain/artifact";
import { artifactsOf } from "../../../domain/snapshot";
import type { LinkView } from "../../../library/library";
import { useLibrary } from "../../library-context";
import { useBlobsAnswer } from "../../service-worker-client";
import type { SnapshotPair } from "../pair";
import { changedAreas, type PictureChange } from "./areas";
import { readPictures } from "./read-picture";

export interface Pictures {
  /** From top to bottom: a long page is kept in several. */
  readonly old: readonly Artifact[];
  readonly next: readonly Artifact[];
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
    const [old, next] = [artifactsOf(older, kind), artifactsOf(newer, kind)];
    if (old.length > 0 && next.length > 0) return { old, next };
  }
  return null;
}

/** `pair` is `null` while no pictures are wanted. */
export function usePictureComparison(pair: SnapshotPair | null, held: LinkView["held"]): PictureResult {
  const pictures = pair && picturesOf(pair);
  const here = pictures !== null && [...pictures.old, ...pictures.next].every(({ hash }) => held.has(hash));
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
  // Addresses as text: the same pictures are the same to the effect, whatever object they come in.
  const addressesOf = (artifacts: readonly Artifact[] = []) =>
    artifacts.map((artifact) => library.artifactUrl(artifact)).join(" ");
  const [old, next] = [addressesOf(pictures?.old), addressesOf(pictures?.next)];
  const name = `${old} | ${next}`;
  useEffect(() => {
    if (old === "" || next === "" || !answers) return undefined;
    const abort = new AbortController();
    const show = (areas: Areas) => {
      if (!abort.signal.aborted) setFound({ name: `${old} | ${next}`, areas });
    };
    const read = (addresses: string) => readPictures(addresses.split(" "), abort.signal);
    const compare = async (): Promise<Areas> =>
      old === next ? [] : changedAreas(await read(old), await read(next));
    compare().then(show, () => show("unreadable"));
    return () => abort.abort();
  }, [answers, old, next]);
  return found?.name === name ? found.areas : "loading";
}
