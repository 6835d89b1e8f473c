/**
 * The kinds of artifact a snapshot can hold. To add one, add a row here: `tsc` then names the capture recipe
 * (lib/capture/recipes) and the viewer (lib/ui/artifacts) that are still missing.
 */
import { isBlobHash, type BlobHash } from "./ids";

export interface ArtifactSpec {
  readonly mediaType: string;
  readonly extension: string;
  /** Largest artifact of this kind that is accepted, in bytes. */
  readonly maxBytes: number;
}

const MB = 1024 * 1024;

export const artifactKinds = {
  /** Cleaned article as sanitised HTML: the Reader view. Its images stand as `cas:<sha256>`, like those of `page`. */
  reader: { mediaType: "text/html; charset=utf-8", extension: "reader.html", maxBytes: 20 * MB },
  markdown: { mediaType: "text/markdown; charset=utf-8", extension: "md", maxBytes: 20 * MB },
  /** Plain text of the article, for search and comparison. */
  text: { mediaType: "text/plain; charset=utf-8", extension: "txt", maxBytes: 20 * MB },
  /**
   * The complete archived page without scripts: one document in which every resource (image, font) stands as
   * `cas:<sha256>`, the name of a blob of its own, so that pages of a site share them. A viewer or an export composes
   * one self-contained document from it.
   */
  page: { mediaType: "text/html; charset=utf-8", extension: "html", maxBytes: 60 * MB },
  /** What the address led to where that is no page, byte for byte: a PDF, a picture, text, a recording, a download. */
  file: { mediaType: "*/*", extension: "file", maxBytes: 60 * MB },
  /** The viewport, 1280 × 800 CSS pixels. */
  screenshot: { mediaType: "image/webp", extension: "webp", maxBytes: 10 * MB },
  /** The whole page from top to bottom: one picture, or several that continue each other downwards (`artifactsOf`). */
  fullpage: { mediaType: "image/webp", extension: "full.webp", maxBytes: 40 * MB },
  /** The first screen of a phone, 390 × 844 CSS pixels at two device pixels each. Made where it is asked for. */
  phone: { mediaType: "image/webp", extension: "phone.webp", maxBytes: 10 * MB },
  /** 640 × 400 pixels, for lists. */
  thumbnail: { mediaType: "image/webp", extension: "thumb.webp", maxBytes: 1 * MB },
  favicon: { mediaType: "image/*", extension: "icon", maxBytes: 1 * MB },
  leadimage: { mediaType: "image/*", extension: "lead", maxBytes: 10 * MB },
} as const satisfies Record<string, ArtifactSpec>;

/** Pictures a whole page may be made of. */
export const MAX_TILES = 6;

export type ArtifactKind = keyof typeof artifactKinds;

export const isArtifactKind = (value: unknown): value is ArtifactKind =>
  typeof value === "string" && Object.hasOwn(artifactKinds, value);
export const allArtifactKinds: readonly ArtifactKind[] = Object.keys(artifactKinds).filter(isArtifactKind);
/** What a capture makes unless something else is asked for. */
export const usualArtifactKinds: readonly ArtifactKind[] = allArtifactKinds.filter(
  (kind) => kind !== "phone",
);

/** One file of a snapshot: bytes named by their hash. The bytes themselves never enter the replica. */
export interface Artifact {
  readonly kind: ArtifactKind;
  readonly hash: BlobHash;
  readonly bytes: number;
  readonly mediaType: string;
  /** What a `file` is called, with its ending. */
  readonly name?: string;
  /** Bytes of the blobs that this one names with `cas:<sha256>`, together; shared ones count each time. */
  readonly resourceBytes?: number;
  /** Pixel size, for images. */
  readonly width?: number;
  readonly height?: number;
}

/** One for each file: of a short page the screenshot and the whole page are the same picture, kept once. */
export const filesOf = (artifacts: readonly Artifact[]): Artifact[] =>
  artifacts.filter(({ hash }, n) => artifacts.findIndex((one) => one.hash === hash) === n);

/** Hashes of the blobs a document names with `cas:<sha256>`, each once. */
export function resourceHashes(document: string): BlobHash[] {
  const hashes = new Set<string>();
  for (const match of document.matchAll(/cas:([0-9a-f]{64})/g)) if (match[1]) hashes.add(match[1]);
  return [...hashes].filter(isBlobHash);
}
