"use client";
/** Pulling a list down at its top means "sync now". It shows what letting go will do, and then what came of it. */
import { useEffect, useEffectEvent, useState } from "react";
import type { Library } from "../../library/library";
import { Icon } from "../icons";
import { useLibrary } from "../library-context";
import { useToast } from "../parts/toast";
import { useHandText } from "../text/hand/use-hand-text";
import { listenForDrags } from "./drag";

/** Px of the finger's way that count as pulled. */
const PULLED = 130;
/** The sign follows the finger at less than its pace. */
const PACE = 0.45;
/** Px below its hidden place where the sign stands at most, and while it waits for an answer. */
const RESTS = 84;

/** Begins anywhere over or in the list, head and notices included, but where a finger has something else to do. */
const atTop = (target: Element): boolean => {
  const scroller = target.closest(".main")?.querySelector(":scope > .scroll") ?? null;
  const isTaken = target.closest("[role=dialog], [role=toolbar], input, textarea") !== null;
  return scroller !== null && scroller.scrollTop <= 0 && !isTaken;
};

type Outcome = "done" | "failed" | "alone";

async function syncNow(library: Library): Promise<Outcome> {
  await library.syncNow();
  const server = library.status.get()?.server.kind;
  const sync = library.sync.get();
  if ((sync?.connected ?? 0) > 0) return "done";
  if (server === "offline" || server === "unclaimed") return "failed";
  return sync?.kind === "alone" ? "alone" : "done";
}

export function Pull({ isPhone }: { isPhone: boolean }) {
  const library = useLibrary();
  const toast = useToast();
  const words = useHandText().pull;
  const [pulled, setPulled] = useState(0);
  // From letting go to what came of it: asking another device or a server takes a while.
  const [isAsking, setAsking] = useState(false);
  const sync = useEffectEvent(() => {
    setAsking(true);
    const tell = (outcome: Outcome) => {
      setAsking(false);
      toast.show({ text: words[outcome] });
    };
    syncNow(library).then(tell, () => tell("failed"));
  });
  useEffect(() => {
    if (!isPhone) return undefined;
    return listenForDrags({
      axis: "y",
      begins: atTop,
      moves: ({ dy }) => setPulled(Math.max(0, dy)),
      ends: (drag) => {
        setPulled(0);
        if (drag && drag.dy >= PULLED) sync();
      },
    });
  }, [isPhone]);
  if (pulled === 0 && !isAsking) return null;
  const ready = pulled >= PULLED;
  const hint = ready ? words.release : words.pull;
  return (
    <div
      className={ready ? "pull is-ready" : "pull"}
      style={{ transform: `translate(-50%, ${pulled === 0 ? RESTS : Math.min(pulled * PACE, RESTS)}px)` }}
      aria-hidden="true"
    >
      <Icon name="sync" size={16} />
      {pulled === 0 ? words.asking : hint}
    </div>
  );
}
