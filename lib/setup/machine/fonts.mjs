/**
 * Sees to it that screenshots of Chinese pages show characters, not empty boxes: a bare Linux server has no font with
 * Han glyphs, and Chromium brings none.
 */
import { spawnSync } from "node:child_process";
import { aptInstall, mayUseApt } from "./apt.mjs";
import { readStamp, say, writeStamp } from "../say.mjs";

/** `null` where fontconfig is absent and nothing can be said. */
function hasHanFont() {
  const run = spawnSync("fc-list", [":lang=zh-cn", "family"], { encoding: "utf8", timeout: 30_000 });
  return run.error || run.status !== 0 ? null : run.stdout.trim() !== "";
}

/** Installs fonts-noto-cjk as root on Debian where no font has Han; elsewhere says once what is missing. */
export function ensureHanFont() {
  if (process.platform !== "linux" || readStamp("fonts") !== "") return;
  const has = hasHanFont();
  if (has === false && mayUseApt()) {
    say("no font with Chinese characters here: installing fonts-noto-cjk with apt-get …");
    aptInstall(["fonts-noto-cjk"]);
  }
  if (has === false && hasHanFont() === false) {
    say(
      "No font with Chinese characters: screenshots of such pages show boxes. Install fonts-noto-cjk or similar.",
    );
  }
  writeStamp("fonts", "looked");
}
