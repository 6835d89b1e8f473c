/**
 * Whether rows that have no checksum are of the shape this app writes: undo records, capture tasks and the register of
 * files. Everything that is done with them later relies on this. Pure.
 */
import { isBroughtType } from "../domain/capture";
import { isBlobHash, isLinkId } from "../domain/ids";
import type { HeldBlob } from "../ports/device-store";
import type { CaptureTask } from "../ports/update-log";
import type { BatchRow } from "./db";

type Test = (value: unknown) => boolean;
type Shape<T> = { readonly [Name in keyof T]-?: Test };

/** Members that are not named are let through: a later version may have written them. */
function isOf<T>(shape: Shape<T>, value: unknown): value is T {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries<Test>(shape).every(([name, test]) => test(Reflect.get(value, name)))
  );
}

const isText: Test = (value) => typeof value === "string";
const isNumber: Test = (value) => Number.isFinite(value);
const isFlag: Test = (value) => typeof value === "boolean";
const isAnything: Test = () => true;
const maybe =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);

type Change = BatchRow["changes"][number];
const change: Shape<Change> = { key: isText, before: isAnything, after: isAnything };
const batch: Shape<BatchRow> = {
  id: isText,
  label: isText,
  at: isNumber,
  linkIds: listOf(isLinkId),
  changes: listOf((value) => isOf(change, value)),
  undone: isFlag,
  subject: maybe(isText),
  device: maybe(isText),
  deviceId: maybe(isText),
  deed: maybe(isText),
  seq: isNumber,
};
export const isBatchRow = (row: unknown): row is BatchRow => isOf(batch, row);

type Phase = CaptureTask["phase"];
type PhaseOf<Kind extends Phase["kind"]> = Omit<Extract<Phase, { readonly kind: Kind }>, "kind">;
const phases: { readonly [Kind in Phase["kind"]]: Shape<PhaseOf<Kind>> } = {
  queued: {},
  waiting: { nextAt: isNumber, code: isText, httpStatus: maybe(isNumber) },
  fetching: { manifest: isAnything },
  failed: { code: isText, verdict: isText, httpStatus: isNumber, failedAt: isNumber },
};
const isPhase: Test = (value) =>
  Object.entries(phases).some(([kind, shape]) =>
    isOf<Record<string, unknown>>({ kind: (name) => name === kind, ...shape }, value),
  );

const brought: Shape<NonNullable<CaptureTask["brought"]>> = { hash: isBlobHash, type: isBroughtType };
const task: Shape<CaptureTask> = {
  linkId: isLinkId,
  url: isText,
  priority: isNumber,
  queuedAt: isNumber,
  captureId: isText,
  tries: isNumber,
  watch: maybe(isFlag),
  brought: maybe((value) => isOf(brought, value)),
  phase: isPhase,
};
export const isTaskRow = (row: unknown): row is CaptureTask => isOf(task, row);

const held: Shape<HeldBlob> = {
  hash: isBlobHash,
  bytes: isNumber,
  mediaType: isText,
  verifiedAt: isNumber,
  snapshots: listOf(isText),
};
export const isHeldRow = (row: unknown): row is HeldBlob => isOf(held, row);
