/**
 * `npm run build`: Next's build, then the workers, the server and the service worker. Remembers of which sources it
 * is, so that the next start builds only when they changed.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { readStamp, say, stop, writeStamp } from "./say.mjs";
import { sourcesHash } from "./sources.mjs";

const OUTPUTS = [
  ".next/BUILD_ID",
  "public/sw.js",
  "public/library.worker.js",
  "dist/server.js",
  "dist/capture.js",
  "dist/ad-hosts.txt",
  "dist/inpage.js",
  "dist/inpage-consent.js",
  "dist/inpage-reader.js",
  "dist/inpage-hooks.js",
  "dist/csp.json",
];

const STEPS = [
  ["node_modules/next/dist/bin/next", "build"],
  ["--import", "tsx", "workers/build.ts"],
];

/** Builds everything, or ends with the words of the step that failed. */
export function build() {
  // Taken before the build: a file changed meanwhile must lead to another one.
  const hash = sourcesHash();
  writeStamp("build", "");
  const env = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    LINKSNAP_BUILD_ID: hash.slice(0, 16),
  };
  for (const step of STEPS) {
    const { status } = spawnSync(process.execPath, step, { stdio: "inherit", env });
    if (status !== 0) stop(`the build did not succeed (${step.join(" ")}); its words are above.`);
  }
  writeStamp("build", hash);
}

/** Builds unless the last build is of these very sources. */
export function ensureBuild() {
  if (OUTPUTS.every((file) => existsSync(file)) && readStamp("build") === sourcesHash()) return;
  say("building the app (about a minute) …");
  build();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) build();
