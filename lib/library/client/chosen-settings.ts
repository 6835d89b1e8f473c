/**
 * The choices of this device as the person just made them: shown at once, so that a second press a moment later starts
 * from the first, and taken back where the library could not keep them.
 */
import type { DeviceSettings, Live } from "../library";
import { keepSame } from "./keep-same";
import { Value } from "./live";

export class ChosenSettings implements Live<DeviceSettings> {
  readonly #shown = new Value<DeviceSettings>();
  #kept: DeviceSettings | undefined;
  #asked: readonly Partial<DeviceSettings>[] = [];

  readonly get = this.#shown.get;
  readonly subscribe = this.#shown.subscribe;

  /** What the library says it keeps. */
  push(kept: DeviceSettings): void {
    this.#kept = kept;
    this.#show();
  }

  /** Shows the choice and has it kept; rejects as `keep` does, with what was before shown again. */
  async choose(chosen: Partial<DeviceSettings>, keep: () => Promise<void>): Promise<void> {
    this.#asked = [...this.#asked, chosen];
    this.#show();
    try {
      await keep();
      if (this.#kept) this.#kept = { ...this.#kept, ...chosen };
    } finally {
      this.#asked = this.#asked.filter((one) => one !== chosen);
      this.#show();
    }
  }

  #show(): void {
    if (!this.#kept) return;
    const shown = this.#asked.reduce<DeviceSettings>((all, one) => ({ ...all, ...one }), this.#kept);
    this.#shown.set(keepSame(this.#shown.get(), shown));
  }
}
