/**
 * Unit tests: beside the code, in Node. Those that drive a browser (`*.chromium.test.ts`) get the one the set-up found.
 * Those that put several captures beside each other run one file after the other.
 */
import { existsSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { SecondTries } from "./lib/setup/second-tries.mjs";

const stamp = "node_modules/.cache/linksnap-setup/chromium";
const chromium = process.env["LINKSNAP_CHROMIUM"] ?? (existsSync(stamp) ? readFileSync(stamp, "utf8") : "");

const everywhere = {
  environment: "node",
  // A focused test would silently leave out all others.
  allowOnly: false,
  env: { LINKSNAP_CHROMIUM: chromium },
  // Two loaded cores: a test that starts a browser or a compiler needs more than the usual five seconds.
  testTimeout: 60_000,
  hookTimeout: 120_000,
} as const;
// docs/decisions/265-a-second-try-is-told.md
const withBrowser = { ...everywhere, retry: 1 } as const;
const tests = "{app,e2e,lib,workers}/**/*.test.{ts,tsx}";
const browserTests = "{app,e2e,lib,workers}/**/*.chromium.test.ts";
const lonelyTests = ["lib/capture/endurance/{hostile,soak}.chromium.test.ts"];

export default defineConfig({
  test: {
    reporters: ["default", new SecondTries(), ["json", { outputFile: "test-results/unit.json" }]],
    projects: [
      {
        test: {
          ...everywhere,
          name: "code",
          include: [tests],
          exclude: [browserTests],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...withBrowser,
          name: "browsers",
          include: [browserTests],
          exclude: lonelyTests,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...withBrowser,
          name: "alone",
          include: lonelyTests,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
