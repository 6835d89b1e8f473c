"use client";
/** The words of the Reader's tools in the chosen language: loaded with the link page, not with the first screen. */
import { useText } from "../use-text";
import { readingEn, type ReadingMessages } from "./en";
import { readingZh } from "./zh";

const messages = { en: readingEn, zh: readingZh } as const;

export const useReadingText = (): ReadingMessages => messages[useText().locale];
