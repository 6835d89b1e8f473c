/** Hands a file to the browser's downloads. */

/** How long the browser is given to copy a large file before its address goes, in ms. */
const KEPT_MS = 600_000;

export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
