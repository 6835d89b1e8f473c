"use client";
/** The words of what other apps hand over, loaded with the page that shows it. */
import { useWords } from "../use-text";
import { sharedEn, type SharedMessages } from "./en";

export const useSharedText = (): SharedMessages => useWords("shared", sharedEn);
