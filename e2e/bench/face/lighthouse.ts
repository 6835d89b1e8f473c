/**
 * Lighthouse, fetched by npm into the cache folder in the version named here (docs/decisions/343): no dependency of
 * anything. It runs with its phone preset, a slow network and a processor four times slower made by its own model.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder, canSandbox, findChromium } from "../support/tools";

const run = promisify(execFile);
const VERSION = "12.8.2";
const INSTALL_MS = 600_000;
const AUDIT_MS = 180_000;

export const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Audit {
  readonly path: string;
  /** 0 to 100. */
  readonly scores: Readonly<Record<Category, number>>;
  /** Time in which the page could not have answered, in ms, as Lighthouse models it. */
  readonly blocking: number;
  /** How fast the machine was in this very run, by Lighthouse's own measure; a desktop has 1500 to 2000. */
  readonly machine: number;
  /** What took points, by Lighthouse's own ids, with what it measured. */
  readonly faults: readonly string[];
}

interface Result {
  readonly categories: Readonly<
    Record<string, { score: number | null; auditRefs: readonly { id: string; weight: number }[] }>
  >;
  readonly audits: Readonly<
    Record<string, { score: number | null; displayValue?: string; numericValue?: number }>
  >;
  readonly environment: { readonly benchmarkIndex: number };
}

/** Path of Lighthouse's command, or `null` where npm cannot fetch it. */
export async function fetchLighthouse(): Promise<string | null> {
  const folder = join(cacheFolder, `lighthouse-${VERSION}`);
  const command = join(folder, "node_modules/lighthouse/cli/index.js");
  if (existsSync(command)) return command;
  const work = `${folder}.partial`;
  try {
    await rm(work, { recursive: true, force: true });
    await mkdir(work, { recursive: true });
    await writeFile(join(work, "package.json"), '{ "private": true }');
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund"];
    await run("npm", ["install", ...flags, `lighthouse@${VERSION}`], { cwd: work, timeout: INSTALL_MS });
    await rename(work, folder);
    return command;
  } catch {
    // No network, or no such version in the registry that is set up here.
    return null;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function faultsOf({ categories, audits }: Result): string[] {
  const faults = CATEGORIES.flatMap((category) =>
    (categories[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${id} ${audits[id]?.displayValue ?? ""}`.trim()),
  );
  return [...new Set(faults)];
}

/** Lighthouse loses the beginning of a visit now and then (NO_NAVSTART) and then ends with an error. */
async function visit(args: readonly string[], tries = 3): Promise<void> {
  const env = { ...process.env, CHROME_PATH: findChromium() };
  try {
    await run(process.execPath, args, { env, timeout: AUDIT_MS });
  } catch (error) {
    if (tries <= 1) throw error;
    await visit(args, tries - 1);
  }
}

/** One visit in a browser of its own with an empty profile. `folder`: where Lighthouse writes its answer. */
export async function audit(
  command: string,
  { origin, path, folder }: { readonly origin: string; readonly path: string; readonly folder: string },
): Promise<Audit> {
  const output = join(folder, "lighthouse.json");
  const chrome = ["--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  if (!canSandbox()) chrome.push("--no-sandbox");
  const args = [
    command,
    `${origin}${path}`,
    "--quiet",
    "--output=json",
    `--output-path=${output}`,
    `--only-categories=${CATEGORIES.join(",")}`,
    `--chrome-flags=${chrome.join(" ")}`,
  ];
  await visit(args);
  const result: Result = JSON.parse(await readFile(output, "utf8"));
  const score = (category: Category): number => Math.round((result.categories[category]?.score ?? 0) * 100);
  return {
    path,
    scores: {
      performance: score("performance"),
      accessibility: score("accessibility"),
      "best-practices": score("best-practices"),
    },
    blocking: Math.round(result.audits["total-blocking-time"]?.numericValue ?? 0),
    machine: Math.round(result.environment.benchmarkIndex),
    faults: faultsOf(result),
  };
}
