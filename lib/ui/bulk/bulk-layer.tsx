"use client";
/** The bulk bar and the tags of what is picked, loaded when they are first needed. */
import { lazy, Suspense } from "react";
import type { LinkId } from "../../domain/ids";
import type { ListView } from "../../library/library";
import type { Picks } from "./use-picks";

const BulkBar = lazy(() => import("./bulk-bar").then((m) => ({ default: m.BulkBar })));
const BulkTags = lazy(() => import("./bulk-tags").then((m) => ({ default: m.BulkTags })));

export interface BulkLayerProps {
  readonly picks: Picks;
  readonly view: ListView | undefined;
  readonly inTrash: boolean;
  /** Links whose tags are being changed; `null` while none are. */
  readonly tagging: readonly LinkId[] | null;
  readonly onTags: (ids: readonly LinkId[] | null) => void;
}

export function BulkLayer({ picks, view, inTrash, tagging, onTags }: BulkLayerProps) {
  return (
    <Suspense fallback={null}>
      {picks.ids.size > 0 ? (
        <BulkBar
          picks={picks}
          total={view?.total ?? 0}
          inTrash={inTrash}
          onTags={() => onTags([...picks.ids])}
        />
      ) : null}
      {tagging ? <BulkTags ids={tagging} onClose={() => onTags(null)} /> : null}
    </Suspense>
  );
}
