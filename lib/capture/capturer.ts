/**
 * The parent's side of captures: one process per capture, one deadline, and nothing left behind. What comes back has been
 * measured here; a page can make its own capture fail, nothing more.
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fail, type Result } from "../domain/result";
import type { Captured, CaptureFailed, CaptureJob, Capturer } from "../ports/capturer";
import { AdFilter } from "./blocking/ad-filter";
import { readCaptureUrl } from "./egress/capture-url";
import { openDoor, type EgressDoor } from "./egress/door";
import type { EgressRules } from "./egress/target";
import { defaultLimits, type CaptureLimits } from "./limits";
import { findFooting, type Footing } from "./parent/health";
import { failureOfEnd } from "./parent/result";
import { runJob } from "./parent/run-job";
import { createWorkFolder, sweepWorkFolders } from "./parent/work-folder";

export interface CapturerOptions {
  /** Path of Chromium or Chrome; "" when there is none. */
  readonly chromium: string;
  /** `host:port` pairs that captures may reach although private. */
  readonly allowPrivate: ReadonlySet<string>;
  /** Folder for the private folders of captures. */
  readonly workRoot: string;
  /** Program and arguments of the capture process, e.g. `["node", "/srv/linksnap/dist/capture.js"]`. */
  readonly childCommand: readonly string[];
  /** Host names of this server itself; captures never reach them. */
  readonly ownHosts?: ReadonlySet<string>;
  readonly limits?: Partial<CaptureLimits>;
  /** BCP 47 tag of the language pages are asked for in; `en-US` by default. */
  readonly locale?: string;
  /** Name resolution, for tests. */
  readonly resolve?: EgressRules["resolve"];
}

/** Creates the capturer. Stale folders are swept and the browser is tried at the first use. */
export function createCapturer(options: CapturerOptions): Capturer {
  return new ProcessCapturer(options);
}

/** Paths that mean the same in the child, whose working folder is its own. */
const withWholePaths = (options: CapturerOptions): CapturerOptions => ({
  ...options,
  workRoot: resolve(options.workRoot),
  chromium: options.chromium.includes("/") ? resolve(options.chromium) : options.chromium,
  childCommand: options.childCommand.map((part, i) => (i > 0 && existsSync(part) ? resolve(part) : part)),
});

class ProcessCapturer implements Capturer {
  private readonly options: CapturerOptions;
  private readonly limits: CaptureLimits;
  private readonly stop = new AbortController();
  private readonly running = new Set<Promise<unknown>>();
  private footing: Promise<Footing> | undefined;
  private door: Promise<EgressDoor> | undefined;

  constructor(options: CapturerOptions) {
    this.options = withWholePaths(options);
    this.limits = { ...defaultLimits, ...options.limits };
  }

  capture(job: CaptureJob): Promise<Result<Captured, CaptureFailed>> {
    const run = this.run(job).finally(() => this.running.delete(run));
    this.running.add(run);
    return run;
  }

  async health(): Promise<Footing["health"]> {
    return (await this.findFooting()).health;
  }

  async close(): Promise<void> {
    this.stop.abort();
    await Promise.allSettled(this.running);
    await this.footing;
    await (await this.door)?.close();
  }

  private findFooting(): Promise<Footing> {
    this.footing ??= this.tryFooting();
    return this.footing;
  }

  private async tryFooting(): Promise<Footing> {
    // A folder that cannot be swept shows itself again, with a reason, when the browser is tried.
    await sweepWorkFolders(this.options.workRoot).catch(() => undefined);
    const found = await findFooting({ ...this.options, signal: this.stop.signal });
    // A bad answer is not kept: a browser may be installed a moment later.
    if (!found.health.available) this.footing = undefined;
    return found;
  }

  private async run(job: CaptureJob): Promise<Result<Captured, CaptureFailed>> {
    const url = readCaptureUrl(job.url);
    if (!url.ok) return fail({ code: "bad-address", verdict: "error", message: url.error });
    const { health, identity } = await this.findFooting();
    const signal = AbortSignal.any([job.signal, this.stop.signal]);
    if (signal.aborted) return fail(failureOfEnd({ end: "aborted", complaint: "", left: 0 }));
    if (!health.available)
      return fail({ code: "no-browser", verdict: "error", message: health.reason ?? "there is no browser" });
    const { options, limits } = this;
    this.door ??= openDoor(options);
    const door = await this.door;
    const pass = door.admit(limits, new AdFilter({ pageHost: url.value.hostname }));
    const folder = await createWorkFolder(options.workRoot, identity);
    const stage = { options, limits, door, pass, folder, identity, sandbox: health.sandbox };
    const result = await runJob({ ...job, url: url.value.href, signal }, stage);
    door.dismiss(pass);
    if (!result.ok) await folder.remove();
    return result;
  }
}
