/**
 * The parent's side of captures: one process per capture, one deadline, and nothing left behind. What comes back has been
 * measured here; a page can make its own capture fail, nothing more.
 */
import type { ArtifactKind } from "../domain/artifact";
import { fail, ok, type Result } from "../domain/result";
import type {
  Captured,
  CapturedFile,
  CaptureFailed,
  CaptureJob,
  Capturer,
  CapturerHealth,
} from "../ports/capturer";
import { readCaptureUrl } from "./egress/capture-url";
import { openDoor, type EgressDoor } from "./egress/door";
import type { Pass } from "./egress/pass";
import type { EgressRules } from "./egress/target";
import { defaultLimits, type CaptureLimits } from "./limits";
import type { ChildJob, ChildMessage } from "./messages";
import { runCaptureProcess, type ProcessOutcome } from "./parent/capture-process";
import { findFooting, type Footing } from "./parent/health";
import { MAX_RESOURCES, measureFile, type Announced } from "./parent/measure";
import { failureOfEnd, failureOfMessage, isCutForSize } from "./parent/result";
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
  /** Name resolution, for tests. */
  readonly resolve?: EgressRules["resolve"];
}

/** Time kept back from the child, so that it can still say what it has. */
const HAND_OVER_MS = 4_000;

/** What a child said, so far. */
interface Report {
  readonly announced: Announced[];
  readonly missing: { readonly kind: ArtifactKind; readonly reason: string }[];
  end: Extract<ChildMessage, { type: "done" | "failed" }> | null;
}

/** Creates the capturer. Stale folders are swept and the browser is tried at the first use. */
export function createCapturer(options: CapturerOptions): Capturer {
  const limits: CaptureLimits = { ...defaultLimits, ...options.limits };
  const stop = new AbortController();
  const running = new Set<Promise<unknown>>();
  let footing: Promise<Footing> | undefined;
  let door: Promise<EgressDoor> | undefined;

  const getFooting = (): Promise<Footing> =>
    (footing ??= sweepWorkFolders(options.workRoot)
      // A folder that cannot be swept shows itself again, with a reason, when the browser is tried.
      .catch(() => undefined)
      .then(() => findFooting({ ...options, signal: stop.signal }))
      .then((found) => {
        // Nothing is kept of a bad answer: a browser may be installed a moment later.
        if (!found.health.available) footing = undefined;
        return found;
      }));
  const getDoor = (): Promise<EgressDoor> => (door ??= openDoor(options));

  async function capture(job: CaptureJob): Promise<Result<Captured, CaptureFailed>> {
    const url = readCaptureUrl(job.url);
    if (!url.ok) return fail({ code: "bad-address", verdict: "error", message: url.error });
    const { health, identity } = await getFooting();
    const signal = AbortSignal.any([job.signal, stop.signal]);
    if (signal.aborted) return fail(failureOfEnd({ end: "aborted", complaint: "", left: 0 }));
    if (!health.available)
      return fail({ code: "no-browser", verdict: "error", message: health.reason ?? "there is no browser" });
    const openedDoor = await getDoor();
    const pass = openedDoor.admit(limits);
    const folder = await createWorkFolder(options.workRoot, identity);
    const result = await runJob(
      { ...job, url: url.value.href, signal },
      { folder, pass, identity, health, door: openedDoor },
    );
    openedDoor.dismiss(pass);
    if (!result.ok) await folder.remove();
    return result;
  }

  interface Stage {
    readonly folder: WorkFolder;
    readonly pass: Pass;
    readonly door: EgressDoor;
    readonly identity: Footing["identity"];
    readonly health: CapturerHealth;
  }

  async function runJob(job: CaptureJob, stage: Stage): Promise<Result<Captured, CaptureFailed>> {
    const report: Report = { announced: [], missing: [], end: null };
    const childJob: ChildJob = {
      type: "capture",
      url: job.url,
      artifacts: job.artifacts,
      folder: stage.folder.files,
      chromium: options.chromium,
      sandbox: stage.health.sandbox,
      proxy: { server: stage.door.address, username: stage.pass.username, password: stage.pass.password },
      budgetMs: Math.max(1_000, limits.deadlineMs - HAND_OVER_MS),
      maxRequests: limits.requests,
      maxResponseBytes: limits.responseBytes,
      locale: options.locale ?? "en-US",
    };
    const outcome = await runCaptureProcess({
      command: options.childCommand,
      identity: stage.identity,
      scratch: stage.folder.scratch,
      job: childJob,
      signal: job.signal,
      deadlineMs: limits.deadlineMs,
      memoryBytes: limits.memoryBytes,
      onMessage: (message) => note(message, report, job),
    });
    return conclude(report, outcome, stage);
  }

  return {
    capture(job) {
      const run = capture(job);
      running.add(run);
      return run.finally(() => running.delete(run));
    },
    health: async () => (await getFooting()).health,
    async close() {
      stop.abort();
      await Promise.allSettled([...running]);
      await footing;
      await (await door)?.close();
    },
  };
}

function note(message: ChildMessage, report: Report, job: CaptureJob): void {
  switch (message.type) {
    case "step":
      job.onStep(message.step, message.progress);
      return;
    case "file":
      if (report.announced.length < MAX_RESOURCES) report.announced.push(message);
      return;
    case "missing":
      report.missing.push({ kind: message.kind, reason: message.reason });
      return;
    case "done":
    case "failed":
      report.end ??= message;
      return;
    case "probed":
  }
}

async function conclude(
  report: Report,
  outcome: ProcessOutcome,
  { folder, pass }: { readonly folder: WorkFolder; readonly pass: Pass },
): Promise<Result<Captured, CaptureFailed>> {
  const { end } = report;
  if (end === null || outcome.end === "aborted") return fail(failureOfEnd(outcome));
  if (end.type === "failed") return fail(failureOfMessage(end, pass));
  if (isCutForSize(end, pass))
    return fail({ code: "too-large", verdict: "error", message: "the page is larger than a capture may be" });
  const missing = [...report.missing];
  const files: CapturedFile[] = [];
  for (const announced of report.announced) {
    const file = await measureFile(folder.files, announced);
    if (file) files.push(file);
    else if (announced.kind !== "resource")
      missing.push({ kind: announced.kind, reason: "the file was not what it should be, or too large" });
  }
  if (!files.some((file) => file.kind !== "resource"))
    return fail({ code: "empty", verdict: "error", message: "there was nothing on the page to keep" });
  return ok({
    files,
    finalUrl: end.finalUrl,
    httpStatus: end.httpStatus,
    verdict: missing.length > 0 ? "partial" : end.verdict,
    page: end.page,
    missing,
    words: end.words,
    isArticle: end.isArticle,
    dispose: () => folder.remove(),
  });
}
