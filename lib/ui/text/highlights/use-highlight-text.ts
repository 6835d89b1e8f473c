"use client";
/** The words of highlights in the chosen language: loaded with the link page, not with the first screen. */
import { useWords } from "../use-text";
import { highlightsEn, type HighlightMessages } from "./en";

export const useHighlightText = (): HighlightMessages => useWords("highlights", highlightsEn);
