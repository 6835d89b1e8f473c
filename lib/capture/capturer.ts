/**
 * The parent's side of captures: one process per capture, one deadline, and nothing left behind. What comes back has been
 * measured here; a page can make its own capture fail, nothing more.
 */
import { existsSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { resolve } from "node:path";
import { fail, type Result } from "../domain/result";
import type { Captured, CaptureFailed, CaptureJob, Capturer, CapturerHealth } from "../ports/capturer";
import { AdFilter } from "./blocking/ad-filter";
import { HostList } from "./blocking/list/host-list";
import { readCaptureUrl } from "./egress/capture-url";
import { openDoor, type EgressDoor } from "./egress/door";
import type { EgressRules } from "./egress/target";
import { defaultLimits, type CaptureLimits } from "./limits";
import { CaptureProcess } from "./parent/capture-process";
import type { Enclosure } from "./parent/enclosure";
import { findFooting, type Footing } from "./parent/health";
import { ReadyProcess, type Prepared } from "./parent/ready-process";
import { failureOfEnd } from "./parent/result";
import { runJob } from "./parent/run-job";
import { createWorkFolder, sweepWorkFolders, type WorkFolder } from "./parent/work-folder";

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
  /** Captures go on where the browser's sandbox cannot be proven; off by default. */
  readonly allowUnproven?: boolean;
  /** One browser stands ready for the next capture; off by default. */
  readonly keepReady?: boolean;
  /** Whether hosts of advertisements and trackers are turned away; they are by default. */
  readonly blockAds?: boolean;
  /** More of such hosts, as `writeHostList` writes them; our own table alone without. */
  readonly adList?: Buffer;
  /** Free memory of the machine in bytes, for tests. */
  readonly freeBytes?: () => number;
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

/** A browser that nobody uses is ended after this long. */
const READY_IDLE_MS = 10 * 60_000;

/** How long it is believed that there can be no captures. */
const BAD_ANSWER_MS = 30_000;

/** How captures are started here: behind which walls, and through which door. */
interface Ground {
  readonly enclosure: Enclosure;
  readonly sandbox: boolean;
  readonly door: EgressDoor;
  /** Holds the door's socket file. */
  readonly folder: WorkFolder;
}

class ProcessCapturer implements Capturer {
  private readonly options: CapturerOptions;
  private readonly limits: CaptureLimits;
  private readonly stop = new AbortController();
  private readonly running = new Set<Promise<unknown>>();
  private readonly ready: ReadyProcess;
  private readonly adList: HostList | undefined;
  private footing: Promise<Footing> | undefined;
  private ground: Promise<Ground> | undefined;
  private tryAgainAt = Number.POSITIVE_INFINITY;

  constructor(options: CapturerOptions) {
    this.options = withWholePaths(options);
    this.limits = { ...defaultLimits, ...options.limits };
    this.adList = options.adList && new HostList(options.adList);
    this.ready = new ReadyProcess({
      make: () => this.prepare(),
      discard: (prepared) => this.discard(prepared),
      keep: options.keepReady ?? false,
      idleMs: READY_IDLE_MS,
      minFreeBytes: this.limits.memoryBytes,
      ...(options.freeBytes ? { freeBytes: options.freeBytes } : {}),
    });
  }

  capture(job: CaptureJob): Promise<Result<Captured, CaptureFailed>> {
    const run = this.run(job).finally(() => this.running.delete(run));
    this.running.add(run);
    return run;
  }

  async health(): Promise<CapturerHealth> {
    const { health } = await this.findFooting();
    // Who asks may save something soon.
    if (health.available && !this.stop.signal.aborted) this.ready.refill();
    return health;
  }

  async close(): Promise<void> {
    this.stop.abort();
    await Promise.allSettled(this.running);
    await this.footing;
    await this.ready.close();
    const ground = await this.ground?.catch(() => null);
    await ground?.door.close();
    await ground?.folder.remove();
  }

  private findFooting(): Promise<Footing> {
    this.footing ??= this.tryFooting();
    void this.reconsider();
    return this.footing;
  }

  private async tryFooting(): Promise<Footing> {
    // A folder that cannot be swept shows itself again, with a reason, when the browser is tried.
    await sweepWorkFolders(this.options.workRoot).catch(() => undefined);
    const { signal } = this.stop;
    const allowUnproven = this.options.allowUnproven ?? false;
    const found = await findFooting({ ...this.options, allowUnproven, signal });
    if (!found.health.available) this.tryAgainAt = performance.now() + BAD_ANSWER_MS;
    return found;
  }

  /** A bad answer is given for a while, then looked at again beside it: a browser may have been installed meanwhile. */
  private async reconsider(): Promise<void> {
    if (performance.now() < this.tryAgainAt || this.stop.signal.aborted) return;
    this.tryAgainAt = Number.POSITIVE_INFINITY;
    const found = await this.tryFooting();
    this.footing = Promise.resolve(found);
  }

  private async openGround(): Promise<Ground> {
    const { health, enclosure } = await this.findFooting();
    if (!enclosure) throw new Error(health.reason ?? "there is no browser");
    const folder = await createWorkFolder(this.options.workRoot, {});
    // Passable, not listable: the capture's user reaches the door's socket file.
    await chmod(folder.scratch, 0o711);
    const door = await openDoor(this.options, enclosure.ownNetwork ? `${folder.scratch}/door` : undefined);
    return { enclosure, sandbox: health.sandbox, door, folder };
  }

  /** A process that starts its browser now, for a job that may come later. */
  private async prepare(): Promise<Prepared> {
    this.ground ??= this.openGround();
    const { enclosure, sandbox, door } = await this.ground.catch((error: unknown) => {
      // A full disk may have room again for the next capture.
      this.ground = undefined;
      throw error;
    });
    const { workRoot, childCommand, chromium } = this.options;
    const folder = await createWorkFolder(workRoot, enclosure.owner);
    const pass = door.admit(this.limits);
    const { memoryBytes } = this.limits;
    const process = new CaptureProcess({
      command: childCommand,
      enclosure,
      scratch: folder.scratch,
      memoryBytes,
    });
    const proxy = { server: door.address, username: pass.username, password: pass.password };
    const isReady = process
      .prepare({ type: "start", chromium, sandbox, proxy })
      .then((message) => message?.type === "ready" && message.detail === "");
    return { process, pass, folder, isReady };
  }

  private async discard({ process, pass, folder }: Prepared): Promise<void> {
    await process.end();
    (await this.ground)?.door.dismiss(pass);
    await folder.remove();
  }

  private async run(job: CaptureJob): Promise<Result<Captured, CaptureFailed>> {
    const url = readCaptureUrl(job.url);
    if (!url.ok) return fail({ code: "bad-address", verdict: "error", message: url.error });
    const { health } = await this.findFooting();
    const signal = AbortSignal.any([job.signal, this.stop.signal]);
    if (signal.aborted) return fail(failureOfEnd({ end: "aborted", complaint: "", left: 0 }));
    if (!health.available) return fail(failureOfHealth(health));
    const prepared = await this.ready.take();
    const result = await this.runWith(prepared, { ...job, signal, url: url.value.href }, url.value.hostname);
    if (!this.stop.signal.aborted) this.ready.refill();
    return result;
  }

  private async runWith(
    prepared: Prepared,
    job: CaptureJob,
    pageHost: string,
  ): Promise<Result<Captured, CaptureFailed>> {
    const { blockAds = true, locale = "en-US" } = this.options;
    if (blockAds) prepared.pass.ads = new AdFilter({ pageHost, list: this.adList });
    const result = await runJob(job, { ...prepared, limits: this.limits, locale });
    (await this.ground)?.door.dismiss(prepared.pass);
    if (!result.ok) await prepared.folder.remove();
    return result;
  }
}

const failureOfHealth = ({
  code = "no-browser",
  reason = "there is no browser",
}: CapturerHealth): CaptureFailed => ({
  code,
  verdict: "error",
  message: reason,
});
