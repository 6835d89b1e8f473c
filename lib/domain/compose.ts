/**
 * Makes one self-contained document from an archived page or reader text: its parts are put together, and every
 * `cas:<sha256>` becomes a `data:` address. Sub-resources of an opaque origin load from nowhere else. Whoever shows,
 * exports or compares an archived page gets it from here.
 */
import { resourceHashes } from "./artifact";
import { isBlobHash, type BlobHash } from "./ids";
import { partsOf, wholeDocument } from "./parts/parts";

export interface ComposedResource {
  readonly mediaType: string;
  /** The bytes in base64. */
  readonly base64: string;
}

/**
 * The same HTML without any text of the page that looks like the name of a resource: a browser shows the same, and
 * nobody goes looking for a blob that a page made up.
 */
export const disarmNames = (html: string): string => html.replaceAll(/cas:(?=[0-9a-f]{64})/g, "cas&#58;");

/** The same for a style sheet, whose strings escape in another way. */
export const disarmNamesInCss = (css: string): string =>
  css.replaceAll(/cas:(?=[0-9a-f]{64})/g, String.raw`cas\3a `);

/** Characters a media type may have inside of an attribute or a CSS string. */
const SAFE_TYPE = /^[\w.+-]+\/[\w.+-]+$/;

/** `resourceOf` answers `null` for what is not here; it is asked once for each place the resource is named. */
export function composeDocument(
  template: string,
  resourceOf: (hash: BlobHash) => ComposedResource | null,
): string {
  return template.replaceAll(/cas:([0-9a-f]{64})/g, (_token, hash: string) => {
    const resource = isBlobHash(hash) ? resourceOf(hash) : null;
    if (!resource) return "data:,";
    const type = resource.mediaType.split(";", 1)[0]?.trim() ?? "";
    return `data:${SAFE_TYPE.test(type) ? type : "application/octet-stream"};base64,${resource.base64}`;
  });
}

/** Where the bytes of a page are to be had; `null` for what is not here. */
export interface PageFiles {
  readonly textOf: (hash: BlobHash) => Promise<string | null>;
  readonly resourceOf: (hash: BlobHash) => Promise<ComposedResource | null>;
}

/** The archived page as HTML that still names its resources, or `null` when a part of it is not here. */
export async function readPage(stored: string, textOf: PageFiles["textOf"]): Promise<string | null> {
  const texts = new Map<string, string | null>();
  for (const hash of partsOf(stored)) texts.set(hash, await textOf(hash));
  return wholeDocument(stored, (hash) => texts.get(hash) ?? null);
}

/** The archived page as one document that needs nothing else, or `null` when a part of it is not here. */
export async function composePage(stored: string, files: PageFiles): Promise<string | null> {
  const document = await readPage(stored, files.textOf);
  if (document === null) return null;
  const resources = new Map<string, ComposedResource | null>();
  for (const hash of resourceHashes(document)) resources.set(hash, await files.resourceOf(hash));
  return composeDocument(document, (hash) => resources.get(hash) ?? null);
}
