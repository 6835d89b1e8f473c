/** One recipe for each kind of artifact. A new kind in lib/domain/artifact.ts makes this table incomplete for `tsc`. */
import type { ArtifactKind } from "../../domain/artifact";
import { markdown, reader, text } from "./article";
import { page } from "./page";
import { fullpage, screenshot, thumbnail } from "./pictures";
import type { Recipe } from "./recipe";
import { favicon, leadimage } from "./site-images";

export const recipes = {
  reader,
  markdown,
  text,
  favicon,
  leadimage,
  screenshot,
  thumbnail,
  fullpage,
  page,
} as const satisfies Record<ArtifactKind, Recipe>;
