/**
 * Hands a file of the library to the person's own files. The bytes are read first: a download of its own would pass the
 * service worker by, and with it everything that is on this device.
 */
import { saveFile } from "../../backup/save-file";

/** Rejects when the bytes are not there. */
export async function saveFrom(address: string, name: string): Promise<void> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`not here: ${response.status}`);
  // Under a type of its own the browser would give the name another ending.
  const bytes = new Blob([await response.blob()], { type: "application/octet-stream" });
  saveFile(bytes, name);
}
