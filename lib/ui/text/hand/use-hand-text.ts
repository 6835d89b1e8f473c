"use client";
/** The words of commands, shortcuts and the installed app, loaded with what shows them. */
import { useWords } from "../use-text";
import { handEn, type HandMessages } from "./en";

export const useHandText = (): HandMessages => useWords("hand", handEn);
