"use client";
/**
 * Offers to install the app once in this browser's life, when there is something to keep at hand: at the foot of the
 * sidebar, on phones above the list, never over anything.
 */
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useLibrary, useLive } from "../library-context";
import { Button } from "../parts/button";
import { useAddress } from "../router";
import { useHandText } from "../text/hand/use-hand-text";
import { install, isInstalled, useInstallable } from "./installable";

const KEY = "linksnap.install-answered";
/** Links that make it worth an icon. */
const ENOUGH = 3;

function wasAnswered(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    // What cannot be remembered is not asked: it would be asked every time.
    return true;
  }
}

/** Where the offer stands on this screen, if there is a place for it. */
function usePlace(isPhone: boolean): Element | null {
  const address = useAddress();
  const [place, setPlace] = useState<Element | null>(null);
  useEffect(() => {
    const find = () =>
      setPlace(document.querySelector(isPhone ? ".main > .notices" : ".app > .sidebar .sidefoot"));
    find();
    // Screens load on demand: the place may come a moment after the address.
    const observer = new MutationObserver(find);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [address, isPhone]);
  return place;
}

function Offer({ isPhone, onAnswer }: { isPhone: boolean; onAnswer: () => void }) {
  const words = useHandText().install;
  const place = usePlace(isPhone);
  if (!place) return null;
  const accept = () => {
    onAnswer();
    install().catch(() => undefined); // the browser said no: Settings offers it again
  };
  return createPortal(
    <section className="installoffer" aria-label={words.offer}>
      <b>{words.offer}</b>
      <p>{words.offerNote}</p>
      <div className="install__do">
        <Button size="sm" onClick={accept}>
          {words.button}
        </Button>
        <Button size="sm" kind="quiet" onClick={onAnswer}>
          {words.later}
        </Button>
      </div>
    </section>,
    place,
  );
}

export function InstallOffer({ isPhone }: { isPhone: boolean }) {
  const links = useLive(useLibrary().status)?.links ?? 0;
  const installable = useInstallable();
  const [answered, setAnswered] = useState(wasAnswered);
  if (answered || !installable || links < ENOUGH || isInstalled()) return null;
  const answer = () => {
    setAnswered(true);
    try {
      localStorage.setItem(KEY, "1");
    } catch {
      // Then it is offered again at the next visit.
    }
  };
  return <Offer isPhone={isPhone} onAnswer={answer} />;
}
