/** How devices are told apart and how they stand, in words and signs. Pure. */
import type { DeviceView, HeldKind, SyncStatus } from "../../library/library";
import type { IconName } from "../icons";
import type { DevicesMessages } from "../text/devices/en";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From when on a device's absence is told by itself, in days. */
export const LONG_AWAY = 3;

const HAND_HELD = /iphone|ipad|android/i;

export const deviceIcon = ({ system }: Pick<DeviceView, "system">): IconName =>
  HAND_HELD.test(system) ? "phone" : "laptop";

export const nameOf = ({ name }: Pick<DeviceView, "name">, words: DevicesMessages): string =>
  name === "" ? words.unnamed : name;

/** "2 min ago"; clocks of devices differ, so the future is now. */
export function agoWords(at: number, now: number, words: DevicesMessages["device"]): string {
  if (at === 0) return words.never;
  const passed = Math.max(0, now - at);
  if (passed < MINUTE) return words.justNow;
  if (passed < HOUR) return words.minutes(Math.floor(passed / MINUTE));
  return passed < DAY ? words.hours(Math.floor(passed / HOUR)) : words.days(Math.floor(passed / DAY));
}

/** How a device stands with this one: the word on the right of its row. */
export function standingWords({ state, seenAt }: DeviceView, now: number, words: DevicesMessages): string {
  switch (state.kind) {
    case "here":
      return words.device.here;
    case "connected":
      return state.isEqual ? words.device.inStep : words.device.exchanging;
    case "away":
      return agoWords(seenAt, now, words.device);
  }
}

/** Whole days a device has been away; 0 when it is here, or was never heard of. */
export const daysAway = ({ state, seenAt }: DeviceView, now: number): number =>
  state.kind === "away" && seenAt > 0 ? Math.floor(Math.max(0, now - seenAt) / DAY) : 0;

/** Devices that hold exactly the same library, this one included. */
export const equalDevices = (devices: readonly DeviceView[]): number =>
  devices.filter(({ state }) => state.kind === "here" || (state.kind === "connected" && state.isEqual))
    .length;

export interface FootWords {
  readonly title: string;
  readonly note: string;
  readonly mood: "well" | "off" | "warn";
}

/** The lines at the foot of the sidebar. */
export function footWords(
  sync: SyncStatus,
  devices: readonly DeviceView[],
  { now, words }: { readonly now: number; readonly words: DevicesMessages },
): FootWords {
  const state = words.states[sync.kind];
  if (sync.kind === "off") return { ...state, mood: "warn" };
  if (sync.progress) {
    const { done, total } = sync.progress;
    return { title: words.progress(done, total), note: words.pair.receivingNote, mood: "well" };
  }
  const last = devices
    .filter((device) => device.state.kind !== "here")
    .toSorted((a, b) => Number(b.state.kind === "connected") - Number(a.state.kind === "connected"))[0];
  const lately = last ? words.lately(nameOf(last, words), standingWords(last, now, words)) : state.note;
  if (sync.kind !== "together") return { title: state.title, note: lately, mood: "off" };
  const equal = equalDevices(devices);
  const others = devices.length - 1;
  const title = equal === devices.length ? words.inStep(equal) : words.someInStep(sync.connected, others);
  return { title, note: lately, mood: "well" };
}

/** Kinds in the order and with the colours of the meter. */
export const heldKinds: readonly { readonly kind: HeldKind; readonly colour: string }[] = [
  { kind: "text", colour: "var(--tag-indigo)" },
  { kind: "screenshots", colour: "var(--tag-pine)" },
  { kind: "pages", colour: "var(--tag-ochre)" },
  { kind: "files", colour: "var(--tag-plum)" },
];

/** What is left of five minutes: 4:32. */
export function leftOf(until: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
