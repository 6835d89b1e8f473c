"use client";
/** What a person can do while pairing; a call that fails is told in words where the pairing stands. */
import { useRef, useState } from "react";
import { useLibrary } from "../library-context";
import { useText } from "../text/use-text";

export interface Pairing {
  readonly offer: () => void;
  readonly join: (code: string) => void;
  readonly confirm: (isSame: boolean) => void;
  readonly choose: (choice: "merge" | "replace") => void;
  /** Leaves it, whatever it is at; also the end of one that is done. */
  readonly cancel: () => void;
  /** After a failure: a new code, or the field for one. */
  readonly again: () => void;
  /** The last thing started here was showing a code. */
  readonly wasOffer: boolean;
  /** A call is under way. */
  readonly isBusy: boolean;
  /** "" while all is well. */
  readonly problem: string;
}

export function usePairing(): Pairing {
  const library = useLibrary();
  const { t } = useText();
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [wasOffer, setOffer] = useState(true);
  const running = useRef(0);
  const run = (work: () => Promise<void>): void => {
    setProblem("");
    setBusy(true);
    running.current += 1;
    const turn = running.current;
    work()
      .catch(() => setProblem(t.toast.failed))
      .finally(() => {
        if (turn === running.current) setBusy(false);
      });
  };
  const offer = (): void => {
    setOffer(true);
    run(() => library.offerPairing());
  };
  const cancel = (): void => run(() => library.cancelPairing());
  return {
    offer,
    join: (code) => {
      setOffer(false);
      run(() => library.joinPairing(code));
    },
    confirm: (isSame) => run(() => library.confirmPairing(isSame)),
    choose: (choice) => run(() => library.chooseJoin(choice)),
    cancel,
    again: () => (wasOffer ? offer() : cancel()),
    wasOffer,
    isBusy,
    problem,
  };
}
