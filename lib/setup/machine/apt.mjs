/** Debian's package manager, for the machines where we may use it: as root, on a system that has apt-get. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

export const mayUseApt = () =>
  process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

let listsAreFresh = false;

/**
 * Installs packages. `--no-remove`: apt must never drop something of the person's (a Node from elsewhere, say) to make
 * room for ours; it fails instead, and the caller looks at what is there.
 */
export function aptInstall(packages) {
  const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  if (!listsAreFresh) listsAreFresh = spawnSync("apt-get", ["update", "-q"], options).status === 0;
  const args = ["install", "-y", "-q", "--no-install-recommends", "--no-remove", ...packages];
  return spawnSync("apt-get", args, options).status === 0;
}
