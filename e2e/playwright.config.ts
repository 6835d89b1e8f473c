/** Two workers: a third one on two cores made each test take twice as long. Each owns a server and its browsers. */
import { defineConfig } from "playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../test-results/e2e",
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // docs/decisions/265-a-second-try-is-told.md
  retries: 1,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: "../test-results/e2e.json" }]],
  use: { trace: "off", navigationTimeout: 60_000 },
});
