"use client";
/**
 * Thumbnail and favicon of a link. Bytes come from this device through the service worker; until one answers, and where
 * there are none, the drawn stand-ins show: lines for a page to come, hatching for a failed one.
 */
import { lazy, Suspense, useState } from "react";
import type { Artifact } from "../../domain/artifact";
import type { LinkRow } from "../../library/library";
import { Icon, type IconName } from "../icons";
import { useLibrary } from "../library-context";
import { useBlobsAnswer } from "../service-worker-client";
import { isGone } from "./state-label";

/** Address of an artifact's image once it can be shown, else null. */
function useImage(artifact: Artifact | null): { src: string | null; failed: () => void } {
  const library = useLibrary();
  const answers = useBlobsAnswer();
  const [broken, setBroken] = useState<string | null>(null);
  const src = artifact && answers && broken !== artifact.hash ? library.artifactUrl(artifact) : null;
  return { src, failed: () => setBroken(artifact?.hash ?? null) };
}

const CardPicture = lazy(() => import("../cards/card-picture").then((m) => ({ default: m.CardPicture })));

type ThumbRow = Omit<LinkRow, "favicon" | "excerpt">;

/** A picture may still come, or is known not to: only then a card takes its place. */
const hasNoPicture = (row: ThumbRow): boolean =>
  row.thumbnail === null && (row.state.kind === "none" || row.state.kind === "kept");

function stand(row: ThumbRow): "blank" | "failed" {
  return row.state.kind === "failed" ? "failed" : "blank";
}

function thumbClass(row: ThumbRow, shown: boolean): string {
  if (row.state.kind === "capturing") return "thumb thumb--dev";
  if (shown) return isGone(row.state) ? "thumb thumb--gone" : "thumb";
  return `thumb thumb--${stand(row)}`;
}

const standIcons: Partial<Record<LinkRow["state"]["kind"], IconName>> = {
  queued: "dash",
  offline: "clock",
  waiting: "clock",
  failed: "alert",
};

/** The picture of a page; while a capture runs, a line stands at its true progress. */
export function Thumb({ row, className }: { row: ThumbRow; className?: string }) {
  const { src, failed } = useImage(row.thumbnail);
  const icon = src ? undefined : standIcons[row.state.kind];
  const progress = row.state.kind === "capturing" ? Math.floor(row.state.progress * 100) : 0;
  return (
    <span className={`${thumbClass(row, src !== null)} ${className ?? ""}`} style={{ "--p": `${progress}%` }}>
      {src ? <img className="art" src={src} alt="" decoding="async" onError={failed} /> : null}
      {hasNoPicture(row) ? (
        <Suspense fallback={null}>
          <CardPicture row={row} />
        </Suspense>
      ) : null}
      {icon ? <Icon name={icon} size={20} /> : null}
    </span>
  );
}

const hueOf = (host: string): number => {
  let sum = 0;
  for (const char of host) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 360;
  return sum;
};

/** The site's icon, or a tile with the first letter of its host. */
export function Favicon({ row, large }: { row: Pick<LinkRow, "favicon" | "host">; large?: boolean }) {
  const { src, failed } = useImage(row.favicon);
  const size = large ? "fav fav--lg" : "fav";
  if (src) return <img className={size} src={src} alt="" decoding="async" onError={failed} />;
  const letter = /[\p{L}\p{N}]/u.exec(row.host)?.[0] ?? "·";
  return (
    <span
      className={`${size} fav--letter`}
      style={{ "--c": `hsl(${hueOf(row.host)} 32% 38%)` }}
      aria-hidden="true"
    >
      {letter}
    </span>
  );
}
