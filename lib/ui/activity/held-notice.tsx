"use client";
/** Asks about a change of another device that would remove much of the library. Nothing happens until it is answered. */
import { lazy, Suspense, useState } from "react";
import type { HeldChange } from "../../library/library";
import { useLibrary } from "../library-context";
import { Banner } from "../parts/banner";
import { Button } from "../parts/button";
import { useToast } from "../parts/toast";
import { useText } from "../text/use-text";

const ConfirmDialog = lazy(() => import("../parts/dialog").then((m) => ({ default: m.ConfirmDialog })));

export function HeldNotice({ held }: { held: HeldChange }) {
  const { t } = useText();
  const library = useLibrary();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const words = t.keeping.held;
  const answer = async (wish: "apply" | "keep") => {
    try {
      const batch = await library.answerHeld(wish);
      toast.show({ text: wish === "keep" ? words.kept : words.applied(batch?.count ?? 0) });
    } catch {
      toast.show({ text: t.toast.failed }); // the change still waits
    }
  };
  return (
    <>
      <Banner
        kind="bad"
        icon="alert"
        title={words.title(held.device, held.removes)}
        action={
          <Button size="sm" kind="ink" onClick={() => void answer("keep")}>
            {words.keep}
          </Button>
        }
      >
        {words.note}
        <span className="banner__do">
          <Button size="sm" kind="danger" onClick={() => setAsking(true)}>
            {words.apply}
          </Button>
        </span>
      </Banner>
      {asking ? (
        <Suspense fallback={null}>
          <ConfirmDialog
            open
            title={words.askTitle(held.removes)}
            note={words.askNote(held.device)}
            confirm={words.apply}
            onConfirm={() => answer("apply")}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
