"use client";
/** Opens the other ways in, where a wall or a fault keeps the server out. The dialog is loaded when it is asked for. */
import { lazy, Suspense, useState } from "react";
import type { LinkView } from "../../../library/library";
import { Button } from "../../parts/button";
import { useSnapshotText } from "../../text/snapshots/use-snapshot-text";

const BringDialog = lazy(() => import("./bring-dialog").then((m) => ({ default: m.BringDialog })));

interface BringPanelProps {
  readonly view: LinkView;
  readonly onClose: () => void;
}

export const BringPanel = (props: BringPanelProps) => (
  <Suspense fallback={null}>
    <BringDialog {...props} />
  </Suspense>
);

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
      {isOpen ? <BringPanel view={view} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
