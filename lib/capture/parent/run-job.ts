/** Runs one job in a capture process and makes one answer of all that came of it. */
import { createHash } from "node:crypto";
import { chmod, copyFile } from "node:fs/promises";
import { join } from "node:path";
import type { ArtifactKind } from "../../domain/artifact";
import type { Prints, Shortfall } from "../../domain/snapshot";
import { fail, ok, type Result } from "../../domain/result";
import type { Captured, CapturedFile, CaptureFailed, CaptureJob } from "../../ports/capturer";
import type { CaptureLimits } from "../limits";
import type { ChildJob, ChildMessage } from "../messages";
import { bounded } from "../verdict/shortfalls";
import type { ProcessOutcome } from "./capture-process";
import { MAX_RESOURCES, MAX_RESOURCES_BYTES, measureFile, type Announced } from "./measure";
import { failureOfEnd, failureOfMessage, isCutForSize } from "./result";
import type { Prepared } from "./ready-process";
import type { WorkFolder } from "./work-folder";

/** What a job runs with. */
export interface Stage extends Prepared {
  readonly limits: CaptureLimits;
  readonly locale: string;
}

/** Time kept back from the child, so that it can still say what it has. */
const HAND_OVER_MS = 4_000;
const MAX_ANNOUNCED = MAX_RESOURCES + 50;

type DoneMessage = Extract<ChildMessage, { type: "done" }>;
type End = Extract<ChildMessage, { type: "done" | "failed" }>;

/** What a child said, so far. */
interface Report {
  readonly announced: Announced[];
  readonly missing: { readonly kind: ArtifactKind; readonly reason: string }[];
  end: End | null;
}

/** Never rejects for anything the page or the browser did. The folder stays; the caller removes it on failure. */
export async function runJob(job: CaptureJob, stage: Stage): Promise<Result<Captured, CaptureFailed>> {
  const { limits } = stage;
  const report: Report = { announced: [], missing: [], end: null };
  // What a person brought needs nobody: the door is closed before the page is opened.
  if (job.brought) stage.pass.close();
  const brought = job.brought ? await handOver(job.brought, stage.folder) : null;
  const outcome = await stage.process.run({
    orders: [{ ...childJob(job, stage), ...(brought ? { brought } : {}) }],
    signal: job.signal,
    deadlineMs: limits.deadlineMs,
    onMessage: (message) => {
      // The first step after the main document's answer.
      if (message.type === "step" && message.progress > 0) stage.pass.ads?.arrive();
      if (message.type === "oversize") stage.pass.cut(message.url);
      else note(message, report, job);
    },
  });
  return conclude(report, outcome, stage);
}

function childJob(job: CaptureJob, { limits, folder, locale }: Stage): ChildJob {
  return {
    type: "capture",
    url: job.url,
    artifacts: job.artifacts,
    folder: folder.files,
    budgetMs: Math.max(1_000, limits.deadlineMs - HAND_OVER_MS),
    maxRequests: limits.requests,
    maxResponseBytes: limits.responseBytes,
    maxDecodedBytes: limits.decodedBytes,
    locale,
    ...(job.watch ? { watch: true } : {}),
  };
}

/** Puts a page that was brought where the capture process can read it. */
async function handOver(
  { path, form }: NonNullable<CaptureJob["brought"]>,
  { files }: WorkFolder,
): Promise<{ file: string; form: "html" | "mhtml" }> {
  const file = "brought";
  await copyFile(path, join(files, file));
  await chmod(join(files, file), 0o644);
  return { file, form };
}

function note(message: Exclude<ChildMessage, { type: "oversize" }>, report: Report, job: CaptureJob): void {
  switch (message.type) {
    case "step":
      job.onStep(message.step, message.progress);
      return;
    case "file":
      if (report.announced.length < MAX_ANNOUNCED) report.announced.push(message);
      return;
    case "missing":
      report.missing.push({ kind: message.kind, reason: message.reason });
      return;
    case "done":
    case "failed":
      report.end ??= message;
      return;
    case "ready":
    case "probed":
  }
}

async function conclude(
  report: Report,
  outcome: ProcessOutcome,
  { folder, pass }: Stage,
): Promise<Result<Captured, CaptureFailed>> {
  const { end } = report;
  if (end === null || outcome.end === "aborted") return fail(failureOfEnd(outcome));
  if (end.type === "failed") return fail(failureOfMessage(end, pass));
  if (isCutForSize(end, pass))
    return fail({ code: "too-large", verdict: "error", message: "the page is larger than a capture may be" });
  const { files, missing } = await takeOver(report, folder);
  if (!files.some((file) => file.kind !== "resource"))
    return fail({ code: "empty", verdict: "error", message: "there was nothing on the page to keep" });
  const shortfalls = shortfallsWith(end, missing.length, pass.isUsedUp());
  return ok({
    files,
    finalUrl: end.finalUrl,
    httpStatus: end.httpStatus,
    verdict: shortfalls.length > 0 ? "partial" : end.verdict,
    page: end.page,
    missing,
    words: end.words,
    isArticle: end.isArticle,
    shortfalls,
    prints: printsOf(end, files),
    crawlDelay: end.crawlDelay ?? 0,
    answer: end.answer,
    blocked: pass.ads?.blocked ?? 0,
    dispose: () => folder.remove(),
  });
}

/** What is missing is counted here, where it was measured; the door knows too whether its bounds were reached. */
const shortfallsWith = (
  { shortfalls = [] }: DoneMessage,
  missing: number,
  isBounded: boolean,
): Shortfall[] => [
  ...shortfalls.filter(({ code }) => code !== "missing" && !(isBounded && code === "bounded")),
  ...(missing > 0 ? [{ code: "missing", count: missing, of: 0 } as const] : []),
  ...(isBounded ? [bounded] : []),
];

/** A file is known again by its bytes, a page by its resources too. */
function printsOf({ prints = null }: DoneMessage, files: readonly CapturedFile[]): Prints | null {
  const own = files.find(({ kind }) => kind === "file");
  if (own) return { text: "", page: own.sha256, look: "", rest: own.sha256 };
  const resources = files.filter(({ kind }) => kind === "resource").map(({ sha256 }) => sha256);
  const rest = [prints?.rest ?? "", ...resources.toSorted()].join("\n");
  return prints && { ...prints, rest: createHash("sha256").update(rest).digest("hex") };
}

/** The files that hold up to measuring; an artifact that does not is missing. */
async function takeOver(
  report: Report,
  folder: WorkFolder,
): Promise<{ files: CapturedFile[]; missing: Captured["missing"] }> {
  const missing = [...report.missing];
  const files: CapturedFile[] = [];
  let resourceBytes = 0;
  for (const announced of report.announced) {
    const file = await measureFile(folder.files, announced);
    if (announced.kind === "resource") {
      resourceBytes += file?.bytes ?? 0;
      if (file && resourceBytes <= MAX_RESOURCES_BYTES) files.push(file);
    } else if (file) files.push(file);
    else missing.push({ kind: announced.kind, reason: "the file was not what it should be, or too large" });
  }
  return { files, missing };
}
