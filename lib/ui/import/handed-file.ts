/** A file on its way from another view to the one that brings links in. */

export interface Handed {
  readonly file: File;
  /** Its share, which stays in the box until the file was brought in or turned down; `null` when a person chose it. */
  readonly share: string | null;
}

let handed: Handed | null = null;

/** Leaves a file for the next opening of `/import`. */
export function handFile(file: File, share: string | null = null): void {
  handed = { file, share };
}

/** Takes it, once. */
export function takeHandedFile(): Handed | null {
  const taken = handed;
  handed = null;
  return taken;
}
