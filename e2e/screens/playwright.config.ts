/** Pictures of the running app for the README, taken by `npm run pictures`. They are no tests and prove nothing. */
import { defineConfig } from "playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*.pictures.ts",
  outputDir: "../../test-results/pictures",
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
});
