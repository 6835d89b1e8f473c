/** The copies of a snapshot that can be made on this device: which there are, and how each is made. */
import { displayUrl } from "../../domain/url/display";
import type { Artifact, ArtifactKind } from "../../domain/artifact";
import { isBlobHash } from "../../domain/ids";
import { artifactOf, artifactsOf, type Snapshot } from "../../domain/snapshot";
import type { Library, LinkView } from "../../library/library";
import { copyName } from "./file-name";
import { markdownFile, withPictures } from "./markdown-file";
import { pictureFile } from "./picture-file";
import { singleFile } from "./single-file";

export type CopyKind = "page" | "markdown" | "png" | "file";
export type PictureKind = "fullpage" | "screenshot" | "phone";

export interface CopyParts {
  readonly library: Library;
  readonly view: LinkView;
  readonly snapshot: Snapshot;
  /** The artifact on screen: of several pictures it is the one that is copied. */
  readonly shown: ArtifactKind;
}

export interface Copy {
  readonly kind: CopyKind;
  /** Set for pictures: which of them. */
  readonly picture?: PictureKind;
  /** What it is made from. */
  readonly artifacts: readonly Artifact[];
  readonly name: string;
  /** Rejects when its bytes cannot be read. */
  readonly make: () => Promise<Blob>;
}

const PICTURES: readonly PictureKind[] = ["fullpage", "screenshot", "phone"];

const pictureOf = (snapshot: Snapshot, shown: ArtifactKind): PictureKind | undefined =>
  PICTURES.find((kind) => kind === shown && artifactOf(snapshot, kind)) ??
  PICTURES.find((kind) => artifactOf(snapshot, kind));

const titleOf = ({ snapshot, view }: CopyParts): string =>
  view.link.title || snapshot.page.title || view.row.title;

/** In the order they are offered; what this snapshot does not have is not among them. */
export const copiesOf = (parts: CopyParts): readonly Copy[] =>
  [fileCopy(parts), pageCopy(parts), markdownCopy(parts), pictureCopy(parts)].filter((copy) => copy !== null);

const named = (parts: CopyParts, ending: string): string =>
  copyName(titleOf(parts), parts.snapshot.capturedAt, ending);

function fileCopy({ library, snapshot, view }: CopyParts): Copy | null {
  const file = artifactOf(snapshot, "file");
  if (!file) return null;
  const name = file.name || displayUrl(view.link.url);
  return { kind: "file", artifacts: [file], name, make: () => bytesAt(library.artifactUrl(file)) };
}

function pageCopy(parts: CopyParts): Copy | null {
  const { library, snapshot } = parts;
  const page = artifactOf(snapshot, "page");
  if (!page) return null;
  const origin = { address: snapshot.finalUrl || snapshot.url, at: snapshot.capturedAt };
  const make = () => singleFile(library.artifactUrl(page), origin);
  return { kind: "page", artifacts: [page], name: named(parts, "html"), make };
}

function markdownCopy(parts: CopyParts): Copy | null {
  const { library, snapshot, view } = parts;
  const markdown = artifactOf(snapshot, "markdown");
  if (!markdown) return null;
  const make = async () => {
    const text = await library.artifactText(markdown);
    if (text === null) throw new Error("the text is not here");
    const read = (hash: string) =>
      isBlobHash(hash)
        ? heldAt(library.artifactUrl({ kind: "leadimage", hash, bytes: 0, mediaType: "image/*" }))
        : Promise.resolve(null);
    return markdownFile(await withPictures(text, read), {
      snapshot,
      title: titleOf(parts),
      tags: view.link.tags,
    });
  };
  return { kind: "markdown", artifacts: [markdown], name: named(parts, "md"), make };
}

function pictureCopy(parts: CopyParts): Copy | null {
  const { library, snapshot, shown } = parts;
  const picture = pictureOf(snapshot, shown);
  if (!picture) return null;
  const artifacts = artifactsOf(snapshot, picture);
  const make = () => pictureFile(artifacts.map((one) => library.artifactUrl(one)));
  return { kind: "png", picture, artifacts, name: named(parts, "png"), make };
}

async function bytesAt(address: string): Promise<Blob> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`not here: ${response.status}`);
  // Under a type of its own the browser would give the name another ending.
  return new Blob([await response.blob()], { type: "application/octet-stream" });
}

async function heldAt(address: string): Promise<Blob | null> {
  const response = await fetch(address);
  return response.ok ? response.blob() : null;
}
