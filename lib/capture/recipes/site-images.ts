/** The site's icon and the picture the page names as its own. */
import { sniffMediaType } from "../sniff";
import { artifactKinds, type ArtifactKind } from "../../domain/artifact";
import type { Scene } from "../child/scene";
import type { Recipe } from "./recipe";

const BOX_MS = 5_000;

/** The first of the addresses that leads to a picture of a bearable size; `null` when none does. */
async function firstPicture(
  { resources }: Scene,
  urls: readonly string[],
  kind: Extract<ArtifactKind, "favicon" | "leadimage">,
): Promise<Uint8Array | null> {
  for (const url of urls) {
    const found = await resources.load(url);
    if (!found || found.bytes.length > artifactKinds[kind].maxBytes) continue;
    if (sniffMediaType(found.bytes)?.startsWith("image/")) return found.bytes;
  }
  return null;
}

export const favicon: Recipe = {
  step: "read",
  boxMs: BOX_MS,
  make: (scene, { icons }) => firstPicture(scene, icons, "favicon"),
};

export const leadimage: Recipe = {
  step: "read",
  boxMs: BOX_MS,
  make: (scene, { leadImages }) => firstPicture(scene, leadImages, "leadimage"),
};
