/**
 * A scratch file in the browser's private file system (https://fs.spec.whatwg.org/#origin-private-file-system), which
 * takes files of any length. One at a time: a new one takes the place of the last, and so does the next start.
 */
import type { ScratchFile } from "../ports/scratch-file";

const NAME = "scratch";

/** Rejects where the browser has no such file system. */
export async function openScratchFile(): Promise<ScratchFile> {
  await removeScratchFile();
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle(NAME, { create: true });
  return { sink: await handle.createWritable(), finish: () => handle.getFile(), discard: removeScratchFile };
}

/** Whether there was one or not. One that another tab is still writing stays. */
export async function removeScratchFile(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(NAME).catch(() => undefined); // not there, or in use
}
