"use client";
/** What commands and places are called in every language: one is found by its name in any. */
import { useEffect, useState } from "react";
import { en, type Messages } from "../en";
import { handEn, type HandMessages } from "./en";
import { allLanguages } from "../languages";

export interface Names {
  readonly messages: Messages;
  readonly hand: HandMessages;
}

const english: Names = { messages: en, hand: handEn };

/** English at once, the others when their words are here. */
export function useNames(): readonly Names[] {
  const [names, setNames] = useState<readonly Names[]>([english]);
  useEffect(() => {
    let isOpen = true;
    allLanguages().then(
      (all) => {
        if (isOpen) setNames([english, ...all.map(({ words }) => words)]);
      },
      // Found by the names that are here.
      () => undefined,
    );
    return () => {
      isOpen = false;
    };
  }, []);
  return names;
}
