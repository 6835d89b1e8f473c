/**
 * Proves that the checks in `npm run check` catch what they are there for: a checker that parses nothing passes
 * everything. Violations are planted in a small house in a temporary folder, which the real configurations then judge.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const CONFIGS = [".dependency-cruiser.cjs", ".oxlintrc.json", "tsconfig.json", "lib/domain/tsconfig.json"];

/** A house in which every rule holds. */
const CLEAN = {
  "lib/domain/tag.ts": "export const tag = (text: string): string => text.trim();\n",
  "lib/ports/clock.ts": 'import { tag } from "../domain/tag";\nexport const name = tag("clock");\n',
  "lib/store/db.ts":
    'import Dexie from "dexie";\nimport { tag } from "../domain/tag";\nexport const db = () => new Dexie(tag("x"));\n',
  "lib/replica/cells.ts": 'import * as Y from "yjs";\nexport const map = () => new Y.Doc().getMap("l");\n',
  "lib/library/open-library.ts":
    'import { db } from "../store/db";\nimport { map } from "../replica/cells";\nexport const open = () => [db(), map()];\n',
  "lib/ui/shell.tsx":
    'import { open } from "../library/open-library";\nexport const Shell = () => <p>{open().length}</p>;\n',
  "lib/capture/capturer.ts":
    'import { chromium } from "playwright";\nexport const launch = () => chromium.launch();\n',
  "lib/server/blobs.ts": 'import { readFile } from "node:fs/promises";\nexport const read = readFile;\n',
  "app/page.tsx":
    'import { Shell } from "../lib/ui/shell";\nexport default function Page() {\n  return <Shell />;\n}\n',
  "app/api/blobs/route.ts": 'import { read } from "../../../lib/server/blobs";\nexport const GET = read;\n',
  "workers/library.worker.ts":
    'import { open } from "../lib/library/open-library";\nexport const library = open();\n',
  "lib/domain/tag.test.ts":
    'import { expect, it } from "vitest";\nimport { tag } from "./tag";\nit("trims", () => expect(tag(" a ")).toBe("a"));\n',
} as const;

/** Each file breaks one rule; the rule that must name it stands beside. */
const PLANTED: Record<string, { text: string; rule: string }> = {
  "lib/domain/bad-package.ts": {
    text: 'import Dexie from "dexie";\nexport const x = Dexie;\n',
    rule: "domain-reaches-no-package",
  },
  "lib/domain/bad-node.ts": {
    text: 'import { readFile } from "node:fs";\nexport const x = readFile;\n',
    rule: "not-in-allowed",
  },
  "lib/domain/bad-type.ts": {
    text: 'import type { db } from "../store/db";\nexport type X = typeof db;\n',
    rule: "not-in-allowed",
  },
  "lib/store/bad-sibling.ts": {
    text: 'export { map } from "../replica/cells";\n',
    rule: "not-in-allowed",
  },
  "lib/ui/bad-skip.tsx": {
    text: 'import { db } from "@/lib/store/db";\nexport const X = () => <p>{db().name}</p>;\n',
    rule: "not-in-allowed",
  },
  "lib/ui/bad-lazy.tsx": {
    text: 'export const load = () => import("../capture/capturer");\n',
    rule: "server-side-never-reaches-a-browser",
  },
  "lib/server/bad-room.ts": {
    text: 'export { launch } from "../capture/capturer";\n',
    rule: "not-in-allowed",
  },
  "lib/sync/bad-second-door.ts": {
    text: 'import { WebrtcProvider } from "y-webrtc";\nexport const X = WebrtcProvider;\n',
    rule: "y-webrtc-behind-one-file",
  },
  "lib/domain/bad-cycle.ts": {
    text: 'import type { Y } from "./bad-cycle";\nexport type X = Y;\nexport type Y = X[];\n',
    rule: "no-cycles",
  },
  "lib/library/bad-missing.ts": {
    text: 'import { gone } from "./not-there";\nexport const x = gone;\n',
    rule: "nothing-unresolved",
  },
  "lib/ports/bad-test-import.ts": {
    text: 'import "../domain/tag.test";\nexport const x = 1;\n',
    rule: "production-never-imports-tests",
  },
  "workers/bad-ui.ts": {
    text: 'export { Shell } from "../lib/ui/shell";\n',
    rule: "not-in-allowed",
  },
};

let house = "";
const write = (path: string, text: string): void => {
  mkdirSync(join(house, dirname(path)), { recursive: true });
  writeFileSync(join(house, path), text);
};
const tool = (path: string): string => join(ROOT, "node_modules", path);
const run = (script: string, args: string[]) =>
  spawnSync(process.execPath, [tool(script), ...args], { cwd: house, encoding: "utf8" });

interface Verdict {
  readonly summary: { readonly violations: readonly { from: string; rule: { name: string } }[] };
}
const cruise = (): string[] => {
  const folders = ["app", "lib", "workers"];
  const args = ["--config", ".dependency-cruiser.cjs", "--output-type", "json", ...folders];
  const verdict: Verdict = JSON.parse(run("dependency-cruiser/bin/dependency-cruise.mjs", args).stdout);
  const { violations } = verdict.summary;
  return violations.map(({ from, rule }) => `${rule.name}: ${from}`);
};

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "linksnap-house-"));
  for (const config of CONFIGS) {
    mkdirSync(join(house, dirname(config)), { recursive: true });
    cpSync(join(ROOT, config), join(house, config));
  }
  symlinkSync(join(ROOT, "node_modules"), join(house, "node_modules"));
  writeFileSync(join(house, "package.json"), readFileSync(join(ROOT, "package.json")));
  for (const [path, text] of Object.entries(CLEAN)) write(path, text);
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

describe("house rules", () => {
  it("[H1] the dependency rules pass a clean house and name every planted violation", () => {
    expect(cruise().filter((each) => !each.startsWith("no-orphans"))).toEqual([]);
    for (const [path, { text }] of Object.entries(PLANTED)) write(path, text);
    const named = cruise();
    const missed = Object.entries(PLANTED).filter(([path, { rule }]) => !named.includes(`${rule}: ${path}`));
    for (const path of Object.keys(PLANTED)) rmSync(join(house, path));
    expect(missed.map(([path]) => path)).toEqual([]);
  });

  it("[H2] the core does not compile against the DOM or Node", () => {
    write("lib/domain/bad-dom.ts", "export const title = (): string => document.title;\n");
    write("lib/domain/bad-process.ts", "export const home = (): unknown => process.env;\n");
    const { status, stdout } = run("typescript/bin/tsc", ["--noEmit", "-p", "lib/domain"]);
    rmSync(join(house, "lib/domain/bad-dom.ts"));
    rmSync(join(house, "lib/domain/bad-process.ts"));
    expect(status).not.toBe(0);
    expect(stdout).toContain("lib/domain/bad-dom.ts");
    expect(stdout).toContain("lib/domain/bad-process.ts");
  });

  it("[H3] skipped and focused tests, `any`, `!` and floating promises are lint errors", () => {
    const bad = {
      "lib/domain/only.test.ts": 'import { it } from "vitest";\nit.only("x", () => 1);\n',
      "lib/domain/skip.test.ts": 'import { it } from "vitest";\nit.skip("x", () => 1);\n',
      "e2e/fixme.spec.ts": 'import { test } from "playwright/test";\ntest.fixme("x", () => {});\n',
      "lib/domain/any.ts": "export const x = (y: any): unknown => y;\n",
      "lib/domain/bang.ts": "export const x = (y: string | null): string => y!;\n",
      "lib/domain/floating.ts":
        "const wait = async (): Promise<void> => {};\nexport const x = (): void => {\n  wait();\n};\n",
    };
    for (const [path, text] of Object.entries(bad)) write(path, text);
    const { status, stdout } = run("oxlint/bin/oxlint", [
      "--type-aware",
      "--format",
      "unix",
      ...Object.keys(bad),
    ]);
    for (const path of Object.keys(bad)) rmSync(join(house, path));
    expect(status).not.toBe(0);
    expect(Object.keys(bad).filter((path) => !stdout.includes(path))).toEqual([]);
  });
});

/** Code of ours as git knows it, in the working tree's state. */
const sources = (): { path: string; text: string }[] =>
  execFileSync("git", ["ls-files", "-z", "--", "app", "lib", "workers", "e2e"], {
    cwd: ROOT,
    encoding: "utf8",
  })
    .split("\0")
    .filter((path) => /\.(tsx?|mjs)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));

const isTest = (path: string): boolean => /\.(test|contract)\.tsx?$|\.d\.ts$/.test(path);
const codeLines = (text: string): number =>
  text
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.trim().startsWith("//")).length;

describe("the tree", () => {
  it("[H4] no folder holds more than twelve source files", () => {
    const counts = new Map<string, number>();
    for (const { path } of sources().filter((each) => !isTest(each.path))) {
      counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
    }
    expect([...counts].filter(([, count]) => count > 12)).toEqual([]);
  });

  it("[H5] the core can be read through: at most 2800 lines of code", () => {
    const core = sources().filter(({ path }) => path.startsWith("lib/domain/") && !isTest(path));
    expect(core.reduce((sum, { text }) => sum + codeLines(text), 0)).toBeLessThanOrEqual(2800);
  });

  it("[H6] nothing switches a check off, and nothing is left for later", () => {
    const words = /(ox|es)lint-disable|@ts-(ignore|nocheck|expect-error)|\b(TO(?:DO)|FIX(?:ME))\b/;
    const found = sources().filter(({ text }) => words.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it("[H7] every module of lib and workers says what it promises before its first line of code", () => {
    const modules = sources().filter(({ path }) => /^(lib|workers)\//.test(path) && !isTest(path));
    const silent = modules.filter(({ text }) => !/^(#!.*\n)?("use client";\s*)?\/[*/]/.test(text));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});
