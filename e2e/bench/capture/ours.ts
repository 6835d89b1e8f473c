/** Our archived page: the recipe's document, the resources it names, and one document composed of both. */
import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { page as pageRecipe } from "../../../lib/capture/recipes/page";
import { resourceHashes } from "../../../lib/domain/artifact";
import { composePage } from "../../../lib/domain/compose";
import { sum } from "../support/stats";
import type { LivePage } from "./live-page";

export interface Resource {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

export interface OwnArchive {
  /** Milliseconds from asking the page to the last file written. */
  readonly ms: number;
  readonly document: Uint8Array;
  /** What the document names, by hash. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** As a viewer composes it. */
  readonly html: string;
}

const noReading = {
  facts: { title: "", site: "", author: "", published: "", language: "", description: "" },
  icons: [],
  leadImages: [],
  article: null,
  html: "",
};

export async function makeOwnArchive(live: LivePage): Promise<OwnArchive> {
  const { scene, kept } = await live.freshScene();
  const start = performance.now();
  const bytes = await pageRecipe.make(scene, noReading);
  const ms = performance.now() - start;
  if (!bytes) throw new Error("no document was made");
  const template = new TextDecoder().decode(bytes);
  const resources = new Map<string, Resource>();
  for (const hash of resourceHashes(template)) {
    const { path, mediaType } = kept.get(hash) ?? { path: "", mediaType: "" };
    if (path !== "") resources.set(hash, { bytes: await readFile(path), mediaType });
  }
  const html = await composePage(template, {
    textOf: () => Promise.resolve(null),
    resourceOf: (hash) => {
      const found = resources.get(hash);
      if (!found) return Promise.resolve(null);
      const base64 = Buffer.from(found.bytes).toString("base64");
      return Promise.resolve({ mediaType: found.mediaType, base64 });
    },
  });
  if (html === null) throw new Error("the document could not be put together");
  return { ms, document: bytes, resources, html };
}

/** Bytes of all files as they were made. */
export const rawSize = ({ document, resources }: OwnArchive): number =>
  document.length + sum([...resources.values()].map(({ bytes }) => bytes.length));
