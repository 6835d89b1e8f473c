/** Translates what IndexedDB throws into the two failures the rest of the app knows. */
import type { LogFailure } from "../ports/update-log";

/** Reads a name or message of something thrown, which may be anything. */
function read(error: unknown, member: string): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, member) : undefined;
}

export function isQuotaError(error: unknown): boolean {
  if (read(error, "name") === "QuotaExceededError") return true;
  const inner = read(error, "inner");
  if (inner !== undefined && inner !== error && isQuotaError(inner)) return true;
  const failures = read(error, "failures"); // of a write of many rows
  return Array.isArray(failures) && failures.some((one) => one !== error && isQuotaError(one));
}

export function toLogFailure(error: unknown): LogFailure {
  if (isQuotaError(error)) return { kind: "quota" };
  return { kind: "database", message: `${String(read(error, "name"))}: ${String(read(error, "message"))}` };
}
