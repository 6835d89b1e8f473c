/** A scratch file in memory, for tests. */
import type { ScratchFile } from "../scratch-file";

export function memoryScratchFile(): ScratchFile {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  return {
    sink: new WritableStream({
      write: (chunk) => {
        chunks.push(new Uint8Array(chunk));
      },
    }),
    finish: async () => new Blob(chunks),
    discard: async () => {
      chunks.length = 0;
    },
  };
}
