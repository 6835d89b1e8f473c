/** One recipe for each kind of artifact. A new kind in lib/domain/artifact.ts makes this table incomplete for `tsc`. */
import type { ArtifactKind } from "../../domain/artifact";
import { markdown, reader, text } from "./article";
import { file } from "./file";
import { page } from "./page";
import { fullpage, phone, screenshot, thumbnail } from "./pictures";
import type { Recipe } from "./recipe";
import { favicon, leadimage } from "./site-images";

export const recipes = {
  reader,
  markdown,
  text,
  file,
  favicon,
  leadimage,
  screenshot,
  thumbnail,
  fullpage,
  page,
  phone,
} as const satisfies Record<ArtifactKind, Recipe>;
