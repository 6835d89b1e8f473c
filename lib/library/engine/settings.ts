/** Choices of this device: read totally from whatever is stored, so that an older or newer version never breaks a start. */
import { parseIceServers } from "../devices/direct/ice-servers";
import type { DeviceSettings } from "../library";
import { readerChoices } from "../reading/reader-settings";

type Choices = {
  readonly [Name in keyof DeviceSettings]: (value: unknown) => DeviceSettings[Name];
};

const oneOf =
  <const T extends string>(first: T, ...others: readonly T[]) =>
  (value: unknown): T =>
    others.find((one) => one === value) ?? first;
/** `auto`, or a well-formed tag of a language: a newer version may speak one this version does not know. */
export function languageTag(value: unknown): string {
  try {
    return typeof value === "string" ? (Intl.getCanonicalLocales(value)[0] ?? "auto") : "auto";
  } catch {
    return "auto";
  }
}
const offByDefault = (value: unknown): boolean => value === true;
const onByDefault = (value: unknown): boolean => value !== false;

const choices = (deviceName: string): Choices => ({
  language: languageTag,
  theme: oneOf("system", "light", "dark"),
  layout: oneOf("comfortable", "compact", "grid"),
  sort: oneOf("newest", "oldest", "title", "site"),
  searchSort: oneOf("relevance", "newest", "oldest", "title", "site"),
  sidebar: onByDefault,
  details: onByDefault,
  singleKeys: onByDefault,
  readerSize: (value) =>
    typeof value === "number" && Number.isFinite(value) ? Math.min(32, Math.max(12, value)) : 18,
  ...readerChoices,
  phonePicture: offByDefault,
  backlogPaused: offByDefault,
  sealedCopies: onByDefault,
  iceServers: parseIceServers,
  deviceName: (value) => (typeof value === "string" && value.trim() ? value.trim().slice(0, 60) : deviceName),
});

/** `deviceName` is used while the person gave none. */
export function parseSettings(value: unknown, deviceName: string): DeviceSettings {
  const stored = typeof value === "object" && value !== null ? value : {};
  const parsed = Object.entries(choices(deviceName)).map(([name, parse]): readonly unknown[] => [
    name,
    parse(Object.hasOwn(stored, name) ? Reflect.get(stored, name) : undefined),
  ]);
  const settings: DeviceSettings = Object.fromEntries(parsed);
  return settings;
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/Chrom(?:e|ium)\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

/** Such as "Chrome on Linux". */
export function deviceNameFrom(userAgent: string): string {
  const find = (table: typeof BROWSERS): string | undefined =>
    table.find(([test]) => test.test(userAgent))?.[1];
  return `${find(BROWSERS) ?? "Browser"} on ${find(SYSTEMS) ?? "this device"}`;
}
