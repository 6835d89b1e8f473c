/** The service worker's decisions as plain functions: what is the app's, what may be kept, which blob is meant. */

/** Not the app's: the server's face, archived pages, Next's files, and anything whose last part has a file ending. */
const NOT_THE_SHELL = [/^\/api(\/|$)/, /^\/archived(\/|$)/, /^\/_next(\/|$)/, /\.[a-z0-9]+$/i];

/** Whether a navigation to this path is answered with the shell document. */
export const isShellPath = (path: string): boolean => !NOT_THE_SHELL.some((pattern) => pattern.test(path));

/** Only our own complete answers are kept: a redirect, an error or another site's bytes never become the app. */
export const mayBeKept = (response: Pick<Response, "status" | "type" | "redirected">): boolean =>
  response.status === 200 && response.type === "basic" && !response.redirected;

/** The cache the library worker puts checked bytes into; the key is the bare address of the blob. */
export const BLOB_CACHE = "linksnap-blobs-v1";

export const blobAddress = (hash: string): string => `/api/blobs/${hash}`;

/** The hash a blob address names, or `null` for any other address. */
export const blobHashIn = (path: string): string | null =>
  /^\/api\/blobs\/([0-9a-f]{64})$/.exec(path)?.[1] ?? null;

/** The hash an archived page's address names, or `null` for any other address. */
export const archivedHashIn = (path: string): string | null =>
  /^\/archived\/([0-9a-f]{64})$/.exec(path)?.[1] ?? null;
