/**
 * Finds a Chromium that really starts, or gets one: the person's own choice, the system's, Playwright's, Playwright's
 * download, and as root on Debian the distribution's package. Without one the app still runs; only captures wait.
 */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { aptInstall, mayUseApt } from "./apt.mjs";
import { systemChromiums } from "./chromium-paths.mjs";
import { readStamp, say, writeStamp } from "../say.mjs";

const PROBE = [
  "--headless",
  "--no-sandbox", // as root it would not start otherwise; the probe shows one constant page of our own
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--dump-dom",
  "data:text/html,<p>linksnap</p>",
];

/** Whether the program at a path is a browser that starts and shows a page, within 30 seconds. */
export function starts(path) {
  if (!path || !existsSync(path)) return false;
  const run = spawnSync(path, PROBE, { timeout: 30_000, killSignal: "SIGKILL", encoding: "utf8" });
  return run.status === 0 && run.stdout.includes("linksnap");
}

/** Path, size and date of a program: when they stand as before, it need not be tried again. */
const identity = (path) => {
  const { size, mtimeMs } = statSync(path);
  return `${path}\n${size}\n${mtimeMs}`;
};

async function playwrightsOwn() {
  try {
    const { chromium } = await import("playwright");
    return [chromium.executablePath()];
  } catch {
    // Playwright knows no browser for this platform: the others are still tried.
    return [];
  }
}

async function find() {
  const paths = [...systemChromiums(process.platform, process.env), ...(await playwrightsOwn())];
  return paths.find(starts) ?? "";
}

async function get() {
  say("no Chromium here yet: asking Playwright to download one …");
  const cli = "node_modules/playwright/cli.js";
  // Not --with-deps: it would run apt for minutes before a download that may be blocked.
  const { status, stderr } = spawnSync(process.execPath, [cli, "install", "chromium"], {
    stdio: ["ignore", "inherit", "pipe"],
    encoding: "utf8",
  });
  // It repeats its reason with a stack for every address it tried; one line of it says enough.
  if (status !== 0) say(`Playwright could not: ${/^Error: .*$/m.exec(stderr)?.[0] ?? "it gave no reason"}`);
  const downloaded = status === 0 ? await find() : "";
  if (downloaded || !mayUseApt()) return downloaded;
  say("installing the system's chromium package with apt-get …");
  aptInstall(["chromium"]);
  return find();
}

const DAY = 24 * 60 * 60 * 1000;
const failedLately = () => Date.now() - Number(readStamp("chromium-failed") || 0) < DAY;

function remember(path) {
  writeStamp("chromium", path);
  writeStamp("chromium-seen", path ? identity(path) : "");
  writeStamp("chromium-failed", path ? "0" : String(Date.now()));
}

/** A path the person set is used as it is; a wrong one is said, never silently replaced. */
function checkChosen(path) {
  if (readStamp("chromium-chosen") === (existsSync(path) ? identity(path) : "none")) return;
  if (!starts(path)) {
    say(`LINKSNAP_CHROMIUM is ${path}, which does not start as a browser. Captures wait until it does.`);
    return;
  }
  writeStamp("chromium-chosen", identity(path));
  say(`Chromium: ${path} (from LINKSNAP_CHROMIUM)`);
}

/**
 * Leaves the path of a working Chromium in the stamp `chromium`, or "" when there is none to be had.
 * @param {{ again: boolean }} options `again` tries to get one also when that failed within the last day
 */
export async function ensureChromium({ again }) {
  const chosen = process.env["LINKSNAP_CHROMIUM"];
  if (chosen) return checkChosen(chosen);
  const known = readStamp("chromium");
  if (known && existsSync(known) && readStamp("chromium-seen") === identity(known)) return;
  let path = await find();
  if (!path && (again || !failedLately())) path = await get();
  remember(path);
  if (path) say(`Chromium: ${path}`);
  else {
    say("No Chromium was found or could be installed. Everything works except making snapshots.");
    say("Install Chrome or Chromium, or set LINKSNAP_CHROMIUM to its path; `npm run setup` tries again.");
  }
}
