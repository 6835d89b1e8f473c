/** A page is no file: what an address led to instead of a page is kept by lib/capture/files. */
import type { Recipe } from "./recipe";

export const file: Recipe = { step: "read", boxMs: 1_000, make: async () => null };
