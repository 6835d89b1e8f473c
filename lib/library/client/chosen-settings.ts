/**
 * The choices of this device as the person just made them: shown at once, so that a second press a moment later starts
 * from the first, and taken back where the library could not keep them. Until it has, they are written down aside: who
 * chooses a language and reloads before the library's worker has begun finds it chosen.
 */
import type { DeviceSettings, Live } from "../library";
import { keepSame } from "./keep-same";
import { Value } from "./live";

/** Where choices wait that are not kept yet. */
export interface Aside {
  read(): Partial<DeviceSettings> | null;
  write(chosen: Partial<DeviceSettings> | null): void;
}

export const nowhere: Aside = { read: () => null, write: () => undefined };

export class ChosenSettings implements Live<DeviceSettings> {
  readonly #shown = new Value<DeviceSettings>();
  #kept: DeviceSettings | undefined;
  #asked: readonly Partial<DeviceSettings>[] = [];

  readonly get = this.#shown.get;
  readonly subscribe = this.#shown.subscribe;

  constructor(private readonly aside: Aside = nowhere) {}

  /** Has what a page before could not wait for kept now. */
  async resume(keep: (chosen: Partial<DeviceSettings>) => Promise<void>): Promise<void> {
    const left = this.aside.read();
    if (left) await this.choose(left, () => keep(left));
  }

  /** What the library says it keeps. */
  push(kept: DeviceSettings): void {
    this.#kept = kept;
    this.#show();
  }

  /** Shows the choice and has it kept; rejects as `keep` does, with what was before shown again. */
  async choose(chosen: Partial<DeviceSettings>, keep: () => Promise<void>): Promise<void> {
    this.#ask([...this.#asked, chosen]);
    try {
      await keep();
      if (this.#kept) this.#kept = { ...this.#kept, ...chosen };
    } finally {
      this.#ask(this.#asked.filter((one) => one !== chosen));
    }
  }

  #ask(asked: readonly Partial<DeviceSettings>[]): void {
    this.#asked = asked;
    this.aside.write(asked.length > 0 ? Object.assign({}, ...asked) : null);
    this.#show();
  }

  #show(): void {
    if (!this.#kept) return;
    const shown = this.#asked.reduce<DeviceSettings>((all, one) => ({ ...all, ...one }), this.#kept);
    this.#shown.set(keepSame(this.#shown.get(), shown));
  }
}
