"use client";
/** Opens the other ways in, where a wall or a fault keeps the server out. The dialog is loaded when it is asked for. */
import { lazy, Suspense, useState } from "react";
import type { CaptureState, LinkView } from "../../../library/library";
import { Button } from "../../parts/button";
import { useSnapshotText } from "../../text/snapshots/use-snapshot-text";

const BringDialog = lazy(() => import("./bring-dialog").then((m) => ({ default: m.BringDialog })));

/** Whether another way in can help: the site answered somebody else, or nobody of ours. */
export const canBring = (state: CaptureState): boolean => state.kind === "failed" || state.kind === "waiting";

export function BringButton({ view, small }: { readonly view: LinkView; readonly small?: boolean }) {
  const words = useSnapshotText().bring;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        icon="upload"
        {...(small ? { size: "sm" } : {})}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {words.button}
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <BringDialog view={view} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
