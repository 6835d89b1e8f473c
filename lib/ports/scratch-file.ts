/** A file that is written piece by piece and never has to fit into memory. */
export interface ScratchFile {
  readonly sink: WritableStream<Uint8Array>;
  /** The whole file, once the sink is closed. It is gone when the next scratch file is begun. */
  finish(): Promise<Blob>;
  /** Throws away what was written. */
  discard(): Promise<void>;
}
