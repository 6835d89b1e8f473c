"use client";
/** The words of the Reader's tools in the chosen language: loaded with the link page, not with the first screen. */
import { useWords } from "../use-text";
import { readingEn, type ReadingMessages } from "./en";

export const useReadingText = (): ReadingMessages => useWords("reading", readingEn);
