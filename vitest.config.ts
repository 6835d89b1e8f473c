/**
 * Unit tests: beside the code, in Node. Tests that drive a browser (`*.chromium.test.ts`) get the one the set-up found.
 */
import { existsSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const stamp = "node_modules/.cache/linksnap-setup/chromium";
const chromium = process.env["LINKSNAP_CHROMIUM"] ?? (existsSync(stamp) ? readFileSync(stamp, "utf8") : "");

export default defineConfig({
  test: {
    include: ["{app,e2e,lib,workers}/**/*.test.{ts,tsx}"],
    environment: "node",
    // A focused test would silently leave out all others.
    allowOnly: false,
    env: { LINKSNAP_CHROMIUM: chromium },
    reporters: ["default", ["json", { outputFile: "test-results/unit.json" }]],
    // Two loaded cores: a test that starts a browser or a compiler needs more than the usual five seconds.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
