/** The machine a number was measured on. A number without it means nothing. */
import { execFileSync } from "node:child_process";
import { cpus, loadavg, release, totalmem, type } from "node:os";

export interface MachineFacts {
  readonly date: string;
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryMB: number;
  /** Processes waiting or running, averaged over one minute, when the bench began. */
  readonly load: number;
  readonly node: string;
  /** "" where no browser takes part. */
  readonly browser: string;
}

function browserVersion(path: string): string {
  if (path === "") return "";
  try {
    return execFileSync(path, ["--version"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    // Not every system lets its browser be asked this way.
    return path;
  }
}

export const machineFacts = (chromium: string): MachineFacts => ({
  date: new Date().toISOString(),
  system: `${type()} ${release()}`,
  processor: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  memoryMB: Math.round(totalmem() / 1024 / 1024),
  load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  node: process.versions.node,
  browser: browserVersion(chromium),
});

export const machineLine = (facts: MachineFacts): string =>
  `${facts.date.slice(0, 16).replace("T", " ")} UTC · ${facts.cores} × ${facts.processor} · ${facts.memoryMB} MB · ` +
  `load ${facts.load} · Node ${facts.node}${facts.browser === "" ? "" : ` · ${facts.browser}`}`;
