/**
 * Compares the library with what its witness remembers, and keeps the witness up to date. A database that lost what was
 * durable is never taken for a new library: the person is told, and until they decide the witness is left as it is.
 */
import type { DeviceStore } from "../../ports/device-store";
import type { UpdateLog } from "../../ports/update-log";
import type { Testimony, Witness } from "../../ports/witness";
import type { Loss } from "../library";

export interface WitnessParts {
  readonly witness: Witness;
  readonly device: DeviceStore;
  readonly log: UpdateLog;
  readonly newId: () => string;
  readonly now: () => number;
  readonly links: () => number;
  /** There is a loss. */
  readonly changed: () => void;
  readonly background: (work: Promise<unknown>) => void;
}

const LIBRARY_ID = "libraryId";
/** Ms from a change to telling the witness, once for many. */
const TELL_AFTER = 1500;

export class WitnessKeeper {
  loss: Loss | null = null;
  #library = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: Promise<Testimony | null> | null = null;

  constructor(private readonly parts: WitnessParts) {}

  /** Asks the witness, who answers while the library is being read. */
  ask(): void {
    this.parts.log.whenLost(() => this.#lose());
    this.#asked ??= this.parts.witness.read().catch(() => null); // a silent witness says nothing
  }

  /** To be called when the library was read, before anything is written. */
  async compare(): Promise<void> {
    const { device, links } = this.parts;
    this.ask();
    const [remembered, stored, head] = await Promise.all([
      this.#asked,
      device.setting(LIBRARY_ID),
      this.#head(),
    ]);
    this.#library = typeof stored === "string" ? stored : "";
    this.loss = remembered && lossOf(remembered, { library: this.#library, head, links: links() });
    if (!this.loss && !remembered && head > 0) this.tell();
  }

  /** Something was made durable. */
  tell(): void {
    if (this.loss) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.parts.background(this.#tellNow());
    }, TELL_AFTER);
  }

  /** The database was taken away while it was open. What the witness remembers stays. */
  #lose(): void {
    clearTimeout(this.#timer);
    const { links, now, changed } = this.parts;
    this.loss ??= { kind: "emptied", links: links(), at: now(), left: 0, whileOpen: true };
    changed();
  }

  /** The person goes on with what is here. After a loss while open that is a new library, at the next start. */
  async accept(): Promise<void> {
    if (this.loss?.whileOpen) return this.forget();
    this.loss = null;
    this.#library = "";
    await this.#tellNow();
  }

  /** The library is taken away knowingly: an empty one is no loss. */
  async forget(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.parts.witness.write({ library: await this.#ownId(), head: 0, links: 0, at: this.parts.now() });
  }

  async #tellNow(): Promise<void> {
    const { witness, links, now } = this.parts;
    const library = await this.#ownId();
    await witness.write({ library, head: await this.#head(), links: links(), at: now() });
  }

  async #ownId(): Promise<string> {
    if (this.#library !== "") return this.#library;
    const { device, newId } = this.parts;
    return (this.#library = await device.settledText(LIBRARY_ID, newId()));
  }

  async #head(): Promise<number> {
    return Math.max(0, ...(await this.parts.log.heads()).values());
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}

function lossOf(
  remembered: Testimony,
  { library, head, links }: { library: string; head: number; links: number },
): Loss | null {
  if (remembered.head === 0 || (remembered.library === library && head >= remembered.head)) return null;
  const { links: before, at } = remembered;
  return {
    kind: remembered.library === library && head > 0 ? "older" : "emptied",
    links: before,
    at,
    left: links,
    whileOpen: false,
  };
}
