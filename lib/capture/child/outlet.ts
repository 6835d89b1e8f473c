/** Where a capture process leaves what it made: files in its folder, and one line of JSON for each on standard output. */
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { artifactKinds, type ArtifactKind } from "../../domain/artifact";
import type { ChildMessage } from "../messages";

/** What the site says of a file. */
export interface AboutFile {
  readonly mediaType?: string;
  /** Its own name. */
  readonly label?: string;
}

export class Outlet {
  private readonly parts = new Map<ArtifactKind, number>();
  private readonly resources = new Map<string, Promise<void>>();

  constructor(
    private readonly folder: string,
    private readonly write: (line: string) => void,
  ) {}

  send(message: ChildMessage): void {
    this.write(`${JSON.stringify(message)}\n`);
  }

  /** Leaves one artifact; several of a kind continue each other in the order in which they are left. */
  async artifact(kind: ArtifactKind, bytes: Uint8Array, about: AboutFile = {}): Promise<void> {
    const part = this.parts.get(kind) ?? 0;
    this.parts.set(kind, part + 1);
    const name = `${kind}${part === 0 ? "" : `-${part}`}.${artifactKinds[kind].extension}`.toLowerCase();
    await writeFile(join(this.folder, name), bytes);
    const { mediaType = artifactKinds[kind].mediaType, label = "" } = about;
    this.send({ type: "file", kind, name, mediaType, label });
  }

  /** Leaves a resource once and returns its name in documents. */
  async resource(bytes: Uint8Array, mediaType: string): Promise<string> {
    const hash = createHash("sha256").update(bytes).digest("hex");
    let written = this.resources.get(hash);
    if (!written) {
      written = writeFile(join(this.folder, hash), bytes).then(() =>
        this.send({ type: "file", kind: "resource", name: hash, mediaType, label: "" }),
      );
      this.resources.set(hash, written);
    }
    await written;
    return `cas:${hash}`;
  }
}
