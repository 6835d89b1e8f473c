/**
 * Runs before start, test and dev with nothing but Node on the machine: packages, a browser, fonts, and with `--build` a
 * build. Uses Node's own modules only. Each part finds out by itself what is done already, so a second run is quick.
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { judgeNode } from "./machine/node-version.mjs";
import { say, stop } from "./say.mjs";

process.chdir(join(dirname(fileURLToPath(import.meta.url)), "..", ".."));

const verdict = judgeNode(process.versions.node);
if (verdict === "too-old") {
  stop(`Node ${process.versions.node} is too old for Linksnap: 20.19 or newer is needed, 24 LTS is best.`);
}
if (verdict === "past-its-end") say("Node 20 is past its end of life: it works, 24 LTS is better.");

// Imported late: an old Node gets the words above, not a syntax error from a newer feature.
const { ensurePackages } = await import("./packages.mjs");
const { ensureChromium } = await import("./machine/chromium.mjs");
const { ensureHanFont } = await import("./machine/fonts.mjs");
const { ensureBuild } = await import("./build.mjs");

ensurePackages();
await ensureChromium({ again: process.env["npm_lifecycle_event"] === "setup" });
ensureHanFont();
if (process.argv.includes("--build")) ensureBuild();
