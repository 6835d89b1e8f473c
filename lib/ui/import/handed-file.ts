/** A file on its way from another view to the one that brings links in. */
let handed: File | null = null;

/** Leaves a file for the next opening of `/import`. */
export function handFile(file: File): void {
  handed = file;
}

/** Takes it, once. */
export function takeHandedFile(): File | null {
  const file = handed;
  handed = null;
  return file;
}
