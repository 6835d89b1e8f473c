/** The set-up's decisions, and a second run that does nothing because nothing changed. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countEndToEnd, countUnit, total } from "./count-tests.mjs";
import { systemChromiums } from "./machine/chromium-paths.mjs";
import { starts } from "./machine/chromium.mjs";
import { judgeNode } from "./machine/node-version.mjs";
import { sameTree } from "./packages.mjs";
import { secondTries } from "./second-tries.mjs";
import { isSource, sourcesHash } from "./sources.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "linksnap-setup-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("set-up", () => {
  it("[N1] runs on Node 20.19 and newer, and says so on older ones", () => {
    const verdicts = ["18.20.8", "20.18.9", "20.19.0", "22.0.0", "24.21.0"].map(judgeNode);
    expect(verdicts).toEqual(["too-old", "too-old", "past-its-end", "fine", "fine"]);
  });

  it("[N9] names the tests that passed at a second try only", () => {
    const tried = (fullName: string, flaky: boolean) => ({ fullName, diagnostic: () => ({ flaky }) });
    const ran = { children: { allTests: () => [tried("at once", false), tried("twice", true)] } };
    expect(secondTries([ran])).toEqual(["twice"]);
  });

  it("[N2] takes installed packages for right only in the lockfile's versions", () => {
    const lock = {
      packages: {
        "": { version: "0.1.0" },
        "node_modules/a": { version: "1.0.0" },
        "node_modules/other-platform": { version: "2.0.0", optional: true },
      },
    };
    expect(sameTree(lock, { packages: { "node_modules/a": { version: "1.0.0" } } })).toBe(true);
    expect(sameTree(lock, { packages: { "node_modules/a": { version: "1.0.1" } } })).toBe(false);
    expect(sameTree(lock, { packages: {} })).toBe(false);
  });

  it("[N3] looks for a Chromium where each system keeps it", () => {
    expect(systemChromiums("linux", {})[0]).toBe("/usr/bin/chromium");
    expect(systemChromiums("darwin", { HOME: "/Users/a" })).toContain(
      "/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium",
    );
    expect(systemChromiums("win32", { PROGRAMFILES: "C:\\Program Files" })).toContain(
      "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    );
  });

  it("[N4] takes a program for a Chromium only when it shows a page", () => {
    expect(starts(join(folder, "absent"))).toBe(false);
    expect(starts("/bin/true")).toBe(false);
    expect(starts(process.env["LINKSNAP_CHROMIUM"] ?? "")).toBe(true);
  });

  it("[N5] builds again when a source changed, not for tests, docs or built files", () => {
    for (const name of ["app", "lib", "workers", "public"]) mkdirSync(join(folder, name));
    for (const file of ["next.config.ts", "tsconfig.json", "package.json", "package-lock.json"]) {
      cpSync(file, join(folder, file));
    }
    const before = sourcesHash(folder);
    for (const file of ["lib/x.test.ts", "lib/x.contract.ts", "lib/notes.md", "public/sw.js"]) {
      writeFileSync(join(folder, file), "changed");
      expect(sourcesHash(folder), file).toBe(before);
    }
    writeFileSync(join(folder, "lib/x.ts"), "export const x = 1;");
    expect(sourcesHash(folder)).not.toBe(before);
    expect(["public/favicon.svg", "app/page.tsx"].every(isSource)).toBe(true);
    const fromInside =
      "const { sourcesHash } = await import(process.argv[1]); process.stdout.write(sourcesHash())";
    const script = join(import.meta.dirname, "sources.mjs");
    const args = ["--input-type=module", "--eval", fromInside, script];
    expect(execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" })).toBe(sourcesHash(folder));
  });

  it("[N6] sums up both runners, and never calls a failed run faultless", () => {
    const unit = countUnit({ numPassedTests: 12, numFailedTests: 0 });
    const e2e = countEndToEnd({ stats: { expected: 5, flaky: 1, unexpected: 2, skipped: 0 } });
    expect(total([unit, e2e], 1)).toEqual({ passed: 18, failed: 2 });
    expect(total([unit], 1)).toEqual({ passed: 12, failed: 1 });
    expect(total([unit], 0)).toEqual({ passed: 12, failed: 0 });
  });
});
