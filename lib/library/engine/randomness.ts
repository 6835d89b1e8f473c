/** Chance, where nobody else gives it. */
import { idFromBytes } from "../../domain/ids";

export const randomId = (): string => idFromBytes(crypto.getRandomValues(new Uint8Array(16)));

/** 32 random bits: who signs the edits of one session. */
export const randomWriter = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
