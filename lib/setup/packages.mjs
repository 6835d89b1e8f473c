/**
 * Installs the packages of the lockfile when they are not there yet. It promises that what is installed is what the
 * lockfile names, and that a second run finds that out by reading two files.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { readStamp, say, stop, writeStamp } from "./say.mjs";

/** A hash of the lockfile on this platform: packages with binaries differ between platforms. */
export const lockStamp = () =>
  createHash("sha256")
    .update(readFileSync("package-lock.json"))
    .update(`${process.platform} ${process.arch}`)
    .digest("hex");

/**
 * Whether npm's own record of node_modules names every package of the lockfile in its version. Optional packages may
 * be absent: most are binaries for other platforms.
 */
export function sameTree(lock, installed) {
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === "" || wanted.optional === true) return true;
    return installed.packages[path]?.version === wanted.version;
  });
}

function installedAlready() {
  const record = "node_modules/.package-lock.json";
  if (!existsSync(record)) return false;
  return sameTree(
    JSON.parse(readFileSync("package-lock.json", "utf8")),
    JSON.parse(readFileSync(record, "utf8")),
  );
}

/** Runs the npm that started us, or the one on the path when started by hand. */
function npm(args) {
  const cli = process.env.npm_execpath ?? "";
  if (basename(cli) === "npm-cli.js") {
    return spawnSync(process.execPath, [cli, ...args], { stdio: "inherit" }).status;
  }
  const windows = process.platform === "win32";
  return spawnSync(windows ? "npm.cmd" : "npm", args, { stdio: "inherit", shell: windows }).status;
}

/** Leaves node_modules as the lockfile says, or ends the set-up with words. */
export function ensurePackages() {
  const lock = lockStamp();
  const seen = readStamp("packages");
  if (seen === lock && existsSync("node_modules/.package-lock.json")) return;
  if (seen === "" && installedAlready()) {
    writeStamp("packages", lock);
    return;
  }
  say("installing packages with npm ci (about a minute on a first run) …");
  // --include=dev: the build needs the development packages also where NODE_ENV says production.
  if (npm(["ci", "--include=dev", "--no-audit", "--no-fund"]) !== 0) {
    stop(
      "npm ci did not succeed; its words are above. Is the network reachable? Run the same command again then.",
    );
  }
  writeStamp("packages", lock);
}
