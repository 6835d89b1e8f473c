/** Choices that wait to be kept, in localStorage: it answers at once, also when the page is just being left. */
import { deviceNameFrom, parseSettings } from "../engine/settings";
import type { DeviceSettings } from "../library";
import type { Aside } from "./chosen-settings";

const NAME = "linksnap.choices";

/** Without storage, choices wait in memory alone. */
export const choicesAside = (userAgent: string): Aside => ({
  read() {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(NAME) ?? "null");
      return typeof stored === "object" && stored !== null ? soundOnes(stored, userAgent) : null;
    } catch {
      return null; // no storage, or not what this wrote
    }
  },
  write(chosen) {
    try {
      if (chosen) localStorage.setItem(NAME, JSON.stringify(chosen));
      else localStorage.removeItem(NAME);
    } catch {
      // Full or refused: the library keeps the choice a moment later.
    }
  },
});

/** Those that are what settings may be. */
function soundOnes(stored: object, userAgent: string): Partial<DeviceSettings> {
  const sound = Object.entries(parseSettings(stored, deviceNameFrom(userAgent)));
  const chosen: Partial<DeviceSettings> = Object.fromEntries(
    sound.filter(([name]) => Object.hasOwn(stored, name)),
  );
  return chosen;
}
