"use client";
/** The words of what other apps hand over, loaded with the page that shows it. */
import { useText } from "../use-text";
import { sharedEn, type SharedMessages } from "./en";
import { sharedZh } from "./zh";

const messages = { en: sharedEn, zh: sharedZh } as const;

export const useSharedText = (): SharedMessages => messages[useText().locale];
