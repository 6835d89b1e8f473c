/** Our archived page: the recipe's document, the resources it names, and one document composed of both. */
import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { page as pageRecipe } from "../../../lib/capture/recipes/page";
import { resourceHashes } from "../../../lib/domain/artifact";
import { composeDocument } from "../../../lib/domain/compose";
import type { LivePage } from "./live-page";
import { hashOf, type Blobs } from "./stored";

export interface OwnArchive {
  /** Milliseconds from asking the page to the last file written. */
  readonly ms: number;
  /** The document and what it names, by hash. */
  readonly blobs: Blobs;
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
  const blobs = new Map([[hashOf(bytes), bytes]]);
  for (const hash of resourceHashes(template)) {
    const resource = kept.get(hash);
    if (resource) blobs.set(hash, await readFile(resource.path));
  }
  const html = composeDocument(template, (hash) => {
    const [found, resource] = [blobs.get(hash), kept.get(hash)];
    return found && resource
      ? { mediaType: resource.mediaType, base64: Buffer.from(found).toString("base64") }
      : null;
  });
  return { ms, blobs, html };
}
