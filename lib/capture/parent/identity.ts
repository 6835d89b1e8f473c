/**
 * Who the capture process runs as. A server that runs as root hands captures to an unprivileged user, because Chromium's
 * sandbox does not start for root; this finds out whether that user can read what the capture needs.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The user "nobody" of Linux systems. */
const NOBODY = 65_534;

export interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

const run = promisify(execFile);

/**
 * What to spawn as: `{}` keeps the own user. `null` for a root server whose "nobody" cannot read one of `files` or pass
 * through one of `folders`.
 */
export async function findIdentity(
  files: readonly string[],
  folders: readonly string[],
): Promise<Identity | null> {
  if (process.getuid?.() !== 0) return {};
  const identity = { uid: NOBODY, gid: NOBODY };
  const check = `
    const { accessSync, constants } = require("node:fs");
    for (const path of ${JSON.stringify(files)}) accessSync(path, constants.R_OK);
    for (const path of ${JSON.stringify(folders)}) accessSync(path, constants.X_OK);`;
  try {
    await run(process.execPath, ["-e", check], {
      ...identity,
      env: { NODE_ENV: "production" },
      cwd: "/",
      timeout: 10_000,
    });
    return identity;
  } catch {
    // Node itself, the program or the browser lies where that user may not look.
    return null;
  }
}
