/** Where a Chromium may already lie on this machine: a list to try, in order of preference, for each platform. */
import { posix, win32 } from "node:path";

const LINUX = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
  "/usr/bin/microsoft-edge-stable",
  "/usr/bin/microsoft-edge",
  "/usr/bin/brave-browser",
  "/snap/bin/chromium",
];

const MAC = [
  "Google Chrome.app/Contents/MacOS/Google Chrome",
  "Chromium.app/Contents/MacOS/Chromium",
  "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "Brave Browser.app/Contents/MacOS/Brave Browser",
];

const WINDOWS = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Chromium\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * @param {string} platform as `process.platform`
 * @param {Record<string, string | undefined>} env for the program folders of Windows and the home folder
 * @returns {string[]} absolute paths, most wanted first; most will not exist
 */
export function systemChromiums(platform, env) {
  if (platform === "darwin") {
    const folders = ["/Applications", ...(env["HOME"] ? [posix.join(env["HOME"], "Applications")] : [])];
    return folders.flatMap((folder) => MAC.map((app) => posix.join(folder, app)));
  }
  if (platform === "win32") {
    const folders = [env["PROGRAMFILES"], env["PROGRAMFILES(X86)"], env["LOCALAPPDATA"]];
    return folders.filter(Boolean).flatMap((folder) => WINDOWS.map((exe) => win32.join(folder, exe)));
  }
  return LINUX;
}
