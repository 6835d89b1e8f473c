/** The complete archived page, by our own serialiser. */
import { Assembler } from "../archive/assemble";
import { utf8, type Recipe } from "./recipe";

export const page: Recipe<Uint8Array> = {
  step: "archive",
  boxMs: 20_000,
  make: async (scene) => utf8(await new Assembler(scene).document()),
};
