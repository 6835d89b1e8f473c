/** What another device says it holds, read totally: it may say anything. */
import type { HeldKind, Holdings } from "../door";

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

function pairIn(value: unknown): { artifacts: number; bytes: number } | null {
  const [artifacts, bytes] = [memberOf(value, "artifacts"), memberOf(value, "bytes")];
  if (typeof artifacts !== "number" || typeof bytes !== "number") return null;
  return artifacts >= 0 && bytes >= 0 && Number.isFinite(artifacts + bytes) ? { artifacts, bytes } : null;
}

export function parseHoldings(value: unknown): Holdings | null {
  const all = pairIn(value);
  if (!all) return null;
  const kinds: Partial<Record<HeldKind, { artifacts: number; bytes: number }>> = {};
  for (const kind of ["text", "screenshots", "pages", "files"] as const) {
    const pair = pairIn(memberOf(memberOf(value, "kinds"), kind));
    if (pair) kinds[kind] = pair;
  }
  return { ...all, kinds };
}
