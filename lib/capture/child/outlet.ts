/** Where a capture process leaves what it made: files in its folder, and one line of JSON for each on standard output. */
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { artifactKinds, type ArtifactKind } from "../../domain/artifact";
import type { ChildMessage } from "../messages";

export class Outlet {
  private readonly resources = new Map<string, Promise<void>>();

  constructor(
    private readonly folder: string,
    private readonly write: (line: string) => void,
  ) {}

  send(message: ChildMessage): void {
    this.write(`${JSON.stringify(message)}\n`);
  }

  async artifact(kind: ArtifactKind, bytes: Uint8Array): Promise<void> {
    const name = `${kind}.${artifactKinds[kind].extension}`.toLowerCase();
    await writeFile(join(this.folder, name), bytes);
    this.send({ type: "file", kind, name, mediaType: artifactKinds[kind].mediaType });
  }

  /** Leaves a resource once and returns its name in documents. */
  async resource(bytes: Uint8Array, mediaType: string): Promise<string> {
    const hash = createHash("sha256").update(bytes).digest("hex");
    let written = this.resources.get(hash);
    if (!written) {
      written = writeFile(join(this.folder, hash), bytes).then(() =>
        this.send({ type: "file", kind: "resource", name: hash, mediaType }),
      );
      this.resources.set(hash, written);
    }
    await written;
    return `cas:${hash}`;
  }
}
