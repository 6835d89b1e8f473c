"use client";
/** Keys as small caps, told to assistive technology as they are written. */
import { Fragment } from "react";
import { useHandText } from "../text/hand/use-hand-text";
import { isApple, keyCaps } from "./table";

export function KeyCaps({ keys }: { keys: string }) {
  const words = useHandText();
  return (
    <span className="caps">
      {keyCaps(keys, isApple()).map((cap, index) =>
        cap === "" ? (
          <Fragment key="then">{words.keys.inTurn}</Fragment>
        ) : (
          // Caps of one shortcut never change places.
          <kbd key={`${index} ${cap}`}>{cap}</kbd>
        ),
      )}
    </span>
  );
}
