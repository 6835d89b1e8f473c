/** What a kept file is to a person, and how it is shown. Pure. */
import { artifactOf, type Snapshot } from "../../../domain/snapshot";
import type { Artifact } from "../../../domain/artifact";

/** How a file is shown; `card` only names it and offers it for download. */
export type FileForm = "image" | "pages" | "audio" | "video" | "text" | "card";

/** Names of kinds of files in the words of the interface (`t.link.file.types`). */
export type FileType =
  | "pdf"
  | "image"
  | "audio"
  | "video"
  | "text"
  | "data"
  | "archive"
  | "document"
  | "sheet"
  | "slides"
  | "book"
  | "other";

const TYPES: readonly (readonly [test: RegExp, type: FileType])[] = [
  [/^application\/pdf$/, "pdf"],
  [/^image\//, "image"],
  [/^audio\//, "audio"],
  [/^video\//, "video"],
  [/^text\/(csv|tab-separated-values)$|[/+](json|xml|yaml|x-ndjson)$/, "data"],
  [/^text\//, "text"],
  [/epub/, "book"],
  [/wordprocessing|opendocument\.text|msword/, "document"],
  [/spreadsheet/, "sheet"],
  [/presentation/, "slides"],
  [/zip|7z|rar|gzip|xz|bzip|zstd|tar/, "archive"],
];

export const fileType = (mediaType: string): FileType =>
  TYPES.find(([test]) => test.test(mediaType))?.[1] ?? "other";

/** Short name of the exact type where it says more, e.g. `PNG`; "" where it does not. */
export function typeMark(mediaType: string): string {
  const mark = /^(?:image|audio|video|text|application)\/(?:x-)?([\w+-]{2,8})$/.exec(mediaType)?.[1] ?? "";
  const known = mark.replace(/\+xml$/, "").replace(/^(plain|octet-stream|msword|gzip)$/, "");
  return fileType(mediaType) === "pdf" ? "" : known.toUpperCase();
}

/** Pictures that every browser shows. */
const SHOWN_PICTURES = /^image\/(png|jpeg|gif|webp|avif|bmp|svg\+xml|x-icon)$/;

/** The way a file can be shown on this device without running anything of it. */
export function fileForm(snapshot: Snapshot, { mediaType }: Artifact): FileForm {
  if (SHOWN_PICTURES.test(mediaType)) return "image";
  if (mediaType === "application/pdf" && artifactOf(snapshot, "fullpage")) return "pages";
  if (mediaType.startsWith("audio/")) return "audio";
  if (mediaType.startsWith("video/")) return "video";
  return artifactOf(snapshot, "text") && mediaType !== "application/pdf" ? "text" : "card";
}
