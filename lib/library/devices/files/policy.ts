/** Which files of which snapshots a device keeps offline. */
import type { Artifact, ArtifactKind } from "../../../domain/artifact";
import type { Link } from "../../../domain/link";
import type { Snapshot } from "../../../domain/snapshot";
import { isUnder, tagKey } from "../../../domain/tag";
import type { HeldKind, KeepPolicy, KeepRule } from "../door";

export const KEEP_ALL: KeepPolicy = { rule: { kind: "everything" }, budget: 0 };

const MONTH = 30.44 * 86_400_000;
const MOST_MONTHS = 1200;
const KIND: Readonly<Record<ArtifactKind, HeldKind>> = {
  reader: "text",
  markdown: "text",
  text: "text",
  page: "pages",
  file: "files",
  screenshot: "screenshots",
  fullpage: "screenshots",
  phone: "screenshots",
  thumbnail: "screenshots",
  favicon: "screenshots",
  leadimage: "screenshots",
};
/** What rows of a list show: small, and kept whatever the rule is. */
const OF_ROWS: ReadonlySet<ArtifactKind> = new Set(["thumbnail", "favicon"]);

export const heldKindOf = ({ kind }: Artifact): HeldKind => KIND[kind];
/** Whether rows of a list show it. */
export const isOfRows = ({ kind }: Artifact): boolean => OF_ROWS.has(kind);
export const bytesOf = ({ bytes, resourceBytes = 0 }: Artifact): number => bytes + resourceBytes;

function coversAll(
  rule: KeepRule,
  link: Link,
  { snapshot, now }: { snapshot: Snapshot; now: number },
): boolean {
  switch (rule.kind) {
    case "everything":
      return true;
    case "text-and-screenshots":
      return false;
    case "months":
      return snapshot.capturedAt >= now - rule.months * MONTH;
    case "starred":
      return link.starred;
    case "tags":
      return link.tags.some((tag) => rule.tags.some((wanted) => isUnder(tagKey(tag), wanted)));
  }
}

/** Artifacts of a snapshot that belong on this device. */
export function wantedOf(
  { rule }: KeepPolicy,
  link: Link,
  at: { readonly snapshot: Snapshot; readonly now: number },
): readonly Artifact[] {
  if (link.deletedAt > 0) return [];
  const { artifacts } = at.snapshot;
  if (coversAll(rule, link, at)) return artifacts;
  return artifacts.filter((one) =>
    rule.kind === "text-and-screenshots"
      ? KIND[one.kind] !== "pages" && KIND[one.kind] !== "files"
      : OF_ROWS.has(one.kind),
  );
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

function parseRule(value: unknown): KeepRule {
  const kind = memberOf(value, "kind");
  if (kind === "text-and-screenshots" || kind === "starred") return { kind };
  const months = memberOf(value, "months");
  if (kind === "months" && typeof months === "number" && months >= 1)
    return { kind, months: Math.min(MOST_MONTHS, Math.trunc(months)) };
  const tags = memberOf(value, "tags");
  if (kind === "tags" && Array.isArray(tags))
    return { kind, tags: tags.flatMap((tag: unknown) => (typeof tag === "string" ? [tagKey(tag)] : [])) };
  return { kind: "everything" };
}

/** Total: what is not understood keeps everything. */
export function parseKeep(value: unknown): KeepPolicy {
  const budget = memberOf(value, "budget");
  const isSize = typeof budget === "number" && Number.isFinite(budget) && budget > 0;
  return { rule: parseRule(memberOf(value, "rule")), budget: isSize ? Math.trunc(budget) : 0 };
}
