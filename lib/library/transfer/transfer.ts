/**
 * Bringing links in, one file at a time in each tab: read and compared first, written when the person says so, with
 * progress, a stop, and one undo for all of it.
 */
import type { ReadLink } from "../../formats/format";
import { importLinks } from "./import-links";
import type { ImportParts } from "./import-links";
import { prepare } from "./preview";
import type { ImportFile, ImportOptions, ImportPreview, ImportProgress, ImportReport } from "./types";

export interface TransferParts extends ImportParts {
  readonly changed: () => void;
}

interface Reading {
  readonly id: string;
  readonly name: string;
  readonly format: string;
  readonly links: readonly ReadLink[];
}

export class Transfer {
  #reading: Reading | null = null;
  #stop: AbortController | null = null;
  /** `null` while nothing is being imported. */
  progress: ImportProgress | null = null;

  constructor(private readonly parts: TransferParts) {}

  read(file: ImportFile): ImportPreview {
    const { preview, links } = prepare(file, this.parts.index, this.parts.newId());
    if (preview.kind === "ready") {
      const { id, name, format } = preview;
      this.#reading = { id, name, format, links };
    }
    return preview;
  }

  /** `null` when this reading is gone, or an import runs already. Throws `EditFailed`. */
  async run(id: string, options: ImportOptions): Promise<ImportReport | null> {
    const reading = this.#reading;
    if (!reading || reading.id !== id || this.#stop) return null;
    const stop = new AbortController();
    this.#stop = stop;
    this.#show(reading, 0);
    try {
      return await importLinks(this.parts, {
        format: reading.format,
        links: reading.links,
        options,
        progress: (done) => this.#show(reading, done),
        signal: stop.signal,
      });
    } finally {
      this.#stop = null;
      this.#reading = null;
      this.progress = null;
      this.parts.changed();
    }
  }

  /** Ends the import that runs; what was written stays and can be undone. */
  stop(): void {
    this.#stop?.abort();
  }

  #show({ name, links }: Reading, done: number): void {
    this.progress = { name, done, total: links.length };
    this.parts.changed();
  }
}
