/** Settings of this device, and what its browser says of the room it has. */
import type { DeviceStore } from "../../ports/device-store";
import type { DeviceSettings } from "../library";
import { parseSettings } from "./settings";

export interface StorageFacts {
  readonly persisted: boolean | null;
  readonly usedBytes: number;
  readonly quotaBytes: number;
}

export interface OwnDeviceParts {
  readonly device: DeviceStore;
  readonly storage: () => Promise<StorageFacts>;
  /** Used while the person gave the device no name. */
  readonly defaultDeviceName: string;
}

/** Ms from a change to asking for the room left: the browser takes its time to answer. */
const ASK_AFTER = 3000;

export class OwnDevice {
  settings: DeviceSettings;
  storage: StorageFacts = { persisted: null, usedBytes: 0, quotaBytes: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: OwnDeviceParts) {
    this.settings = parseSettings(undefined, parts.defaultDeviceName);
  }

  async load(): Promise<void> {
    const { device, defaultDeviceName } = this.parts;
    this.settings = parseSettings(await device.setting("settings"), defaultDeviceName);
  }

  async set(change: Partial<DeviceSettings>): Promise<void> {
    const { device, defaultDeviceName } = this.parts;
    this.settings = parseSettings({ ...this.settings, ...change }, defaultDeviceName);
    await device.setSetting("settings", this.settings);
  }

  /** `asked`: the browser was just asked to keep the data, so a "no" is an answer. */
  async measure(asked = false): Promise<void> {
    const { device, storage } = this.parts;
    if (asked) await device.setSetting("persistAsked", true);
    const facts = await storage();
    const isAnswer = facts.persisted === true || (await device.setting("persistAsked")) === true;
    this.storage = { ...facts, persisted: isAnswer ? facts.persisted : null };
  }

  /** Calls `measure` some time after things were stored, once for many. */
  soon(measure: () => void): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      measure();
    }, ASK_AFTER);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
