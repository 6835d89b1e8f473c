/** The server's mailbox in memory: the double that tests of devices run against. */
import { fail, ok } from "../../domain/result";
import type { Result } from "../../domain/result";
import type { ServerFailure } from "../capture-server";
import type { BoxParcel, BoxRead, MailboxServer } from "../mailbox-server";

type Bytes = Uint8Array<ArrayBuffer>;

interface MemoryBox {
  readonly capability: string;
  parcels: BoxParcel[];
  base: { readonly id: string; readonly upTo: number; readonly bytes: Bytes } | null;
}

const refused = (status: number): ServerFailure => ({ kind: "refused", status, message: "" });

export class MemoryMailboxServer implements MailboxServer {
  readonly boxes = new Map<string, MemoryBox>();
  readonly files = new Map<string, Bytes>();
  /** What every call answers while it is set. */
  failure: ServerFailure | null = null;
  /** Bytes that were written, and calls that wrote. */
  written = { bytes: 0, calls: 0 };
  #ids = 0;
  readonly #waiting = new Set<() => void>();

  async read(box: string, after: number, waiting?: { readonly signal: AbortSignal }) {
    if (this.failure) return fail(this.failure);
    const known = this.boxes.get(box);
    if (!known) return fail<ServerFailure>({ kind: "unknown" });
    if (waiting && headOf(known) <= after)
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
        waiting.signal.addEventListener("abort", () => resolve());
      });
    return this.failure ? fail(this.failure) : ok(stateOf(known, after));
  }

  async append(
    door: Parameters<MailboxServer["append"]>[0],
    sealed: Bytes,
  ): Promise<Result<number, ServerFailure>> {
    const box = this.#write(door, sealed);
    if (!box.ok) return box;
    const seq = headOf(box.value) + 1;
    box.value.parcels.push({ seq, sealed });
    this.#wake();
    return ok(seq);
  }

  async base(box: string) {
    if (this.failure) return fail(this.failure);
    const bytes = this.boxes.get(box)?.base?.bytes;
    return bytes ? ok(bytes) : fail<ServerFailure>({ kind: "unknown" });
  }

  async putBase(
    ...[door, read, sealed]: Parameters<MailboxServer["putBase"]>
  ): Promise<Result<string, ServerFailure>> {
    const box = this.#write(door, sealed);
    if (!box.ok) return box;
    const before = box.value.base;
    const isStale = read.base !== (before?.id ?? "") || read.upTo > headOf(box.value);
    if (isStale || (before && read.upTo <= before.upTo)) return fail(refused(409));
    box.value.base = { id: `base-${++this.#ids}`, upTo: read.upTo, bytes: sealed };
    box.value.parcels = box.value.parcels.filter(({ seq }) => seq > read.upTo);
    this.#wake();
    return ok(box.value.base.id);
  }

  async sealedNames() {
    const bytes = [...this.files.values()].reduce((sum, file) => sum + file.length, 0);
    const names = [...this.files.keys()].toSorted();
    return this.failure ? fail(this.failure) : ok({ names, isMore: false, bytes, budget: 10 ** 9 });
  }

  async hasSealed(name: string) {
    return this.failure ? fail(this.failure) : ok(this.files.has(name));
  }

  async sealed(name: string, from: number) {
    if (this.failure) return fail(this.failure);
    const file = this.files.get(name);
    return file ? ok(file.slice(from)) : fail<ServerFailure>({ kind: "unknown" });
  }

  async putSealed(_door: unknown, name: string, sealed: Bytes) {
    if (this.failure) return fail(this.failure);
    this.files.set(name, sealed);
    return ok(null);
  }

  async removeSealed(_door: unknown, name: string) {
    if (this.failure) return fail(this.failure);
    this.files.delete(name);
    return ok(null);
  }

  #write(
    door: { readonly id: string; readonly writeCapability: string },
    sealed: Bytes,
  ): Result<MemoryBox, ServerFailure> {
    if (this.failure) return fail(this.failure);
    const box = this.boxes.get(door.id) ?? { capability: door.writeCapability, parcels: [], base: null };
    if (box.capability !== door.writeCapability) return fail(refused(403));
    this.boxes.set(door.id, box);
    this.written = { bytes: this.written.bytes + sealed.length, calls: this.written.calls + 1 };
    return ok(box);
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

const headOf = ({ parcels, base }: MemoryBox): number => parcels.at(-1)?.seq ?? base?.upTo ?? 0;

const stateOf = (box: MemoryBox, after: number): BoxRead => ({
  parcels: box.parcels.filter(({ seq }) => seq > after),
  head: headOf(box),
  base: box.base && { id: box.base.id, upTo: box.base.upTo },
  bytes: box.parcels.reduce((sum, { sealed }) => sum + sealed.length, box.base?.bytes.length ?? 0),
});
