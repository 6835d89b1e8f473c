/** What a device holds: added up here, and read totally where another one says it, which may say anything. */
import type { Artifact } from "../../../domain/artifact";
import type { HeldKind, Holdings } from "../door";
import { bytesOf, heldKindOf } from "./policy";

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

export const NOTHING: Holdings = { artifacts: 0, bytes: 0, kinds: {} };

export const holdingOf = (one: Artifact): Holdings => {
  const bytes = bytesOf(one);
  return { artifacts: 1, bytes, kinds: { [heldKindOf(one)]: { artifacts: 1, bytes } } };
};

export function added(a: Holdings, b: Holdings): Holdings {
  const kinds: Partial<Record<HeldKind, { artifacts: number; bytes: number }>> = { ...a.kinds };
  for (const kind of ["text", "screenshots", "pages", "files"] as const) {
    const more = b.kinds[kind];
    if (!more) continue;
    const known = kinds[kind] ?? { artifacts: 0, bytes: 0 };
    kinds[kind] = { artifacts: known.artifacts + more.artifacts, bytes: known.bytes + more.bytes };
  }
  return { artifacts: a.artifacts + b.artifacts, bytes: a.bytes + b.bytes, kinds };
}
