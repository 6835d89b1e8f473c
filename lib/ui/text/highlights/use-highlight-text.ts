"use client";
/** The words of highlights in the chosen language: loaded with the link page, not with the first screen. */
import { useText } from "../use-text";
import { highlightsEn, type HighlightMessages } from "./en";
import { highlightsZh } from "./zh";

const messages = { en: highlightsEn, zh: highlightsZh } as const;

export const useHighlightText = (): HighlightMessages => messages[useText().locale];
