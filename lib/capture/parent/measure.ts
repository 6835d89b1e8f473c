/**
 * Takes over the files a capture process left: measures, hashes and names the type of each by itself. A file that is not
 * an ordinary one, is too large, or is not what its kind must be, is not taken.
 */
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { artifactKinds, type ArtifactKind } from "../../domain/artifact";
import type { CapturedFile } from "../../ports/capturer";
import { pictureSize, sniffMediaType } from "../sniff";

/** More resources than this are no page. */
export const MAX_RESOURCES = 2_000;
/** One resource, and all of one snapshot together, in bytes. */
const MAX_RESOURCE_BYTES = 25 * 1024 * 1024;
export const MAX_RESOURCES_BYTES = 120 * 1024 * 1024;

/** A file as the child announced it. */
export interface Announced {
  readonly kind: ArtifactKind | "resource";
  readonly name: string;
  readonly mediaType: string;
  /** What a kept file is called, "" for everything else. */
  readonly label?: string;
}

/** Types a resource may have that its bytes cannot prove. */
const PLAIN_TYPE = /^(image|font|audio|video)\/[\w.+-]{1,60}$/;
const plainType = (said: string): string => (PLAIN_TYPE.test(said) ? said : "application/octet-stream");
/** Any type at all. */
const TYPE = /^[a-z]+\/[\w.+-]{1,90}$/;

/** A file is what its bytes prove, else what was found out about it; never a program of this origin (see `servedType`). */
const typeOfFile = (sniffed: string | null, said: string): string => {
  const isFiner = sniffed === "application/zip" || /^(audio|video)\//.test(sniffed ?? "");
  if (sniffed !== null && !isFiner) return sniffed;
  return TYPE.test(said) ? said : (sniffed ?? "application/octet-stream");
};

/** The media type a file is kept under, or `null` when it is not what its kind must be. */
function typeOf(announced: Announced, bytes: Uint8Array): string | null {
  const sniffed = sniffMediaType(bytes);
  if (announced.kind === "resource") return sniffed ?? plainType(announced.mediaType);
  if (announced.kind === "file") return typeOfFile(sniffed, announced.mediaType);
  const wanted = artifactKinds[announced.kind].mediaType;
  if (wanted === "image/*") return sniffed?.startsWith("image/") ? sniffed : null;
  if (wanted.startsWith("image/")) return sniffed === wanted ? wanted : null;
  return isUtf8(bytes) ? wanted : null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    // Not UTF-8: that is the answer.
    return false;
  }
}

async function readPlainFile(path: string, maxBytes: number): Promise<Uint8Array | null> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size, nlink } = await file.stat();
      if (!(await file.stat()).isFile() || size > maxBytes || size === 0 || nlink !== 1) return null;
      return new Uint8Array(await file.readFile());
    } finally {
      await file.close();
    }
  } catch {
    // Missing, a link, or not readable: not taken.
    return null;
  }
}

/** The file with our own measures, or `null` when it is not taken. */
export async function measureFile(folder: string, announced: Announced): Promise<CapturedFile | null> {
  const path = join(folder, announced.name);
  const maxBytes =
    announced.kind === "resource" ? MAX_RESOURCE_BYTES : artifactKinds[announced.kind].maxBytes;
  const bytes = await readPlainFile(path, maxBytes);
  if (!bytes) return null;
  const mediaType = typeOf(announced, bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  // Documents name resources by hash: one under a wrong name would never be found.
  if (mediaType === null || (announced.kind === "resource" && announced.name !== sha256)) return null;
  const size = mediaType.startsWith("image/") ? pictureSize(bytes) : null;
  const name = announced.kind === "file" && announced.label ? { name: announced.label } : {};
  return { kind: announced.kind, path, sha256, bytes: bytes.length, mediaType, ...name, ...size };
}
