/** The page as pictures: what the window shows, the whole page, a small one for lists, and the first screen of a phone. */
import type { Recipe } from "./recipe";
import { shootPhone, shootWhole, shootWindow } from "./shoot";

export const screenshot: Recipe = {
  step: "screenshot",
  boxMs: 12_000,
  make: (scene) => shootWindow(scene, 1),
};

/** 640 × 400 of the window's 1280 × 800. */
export const thumbnail: Recipe = {
  step: "screenshot",
  boxMs: 12_000,
  make: (scene) => shootWindow(scene, 0.5),
};

export const fullpage: Recipe = {
  step: "screenshot",
  boxMs: 60_000,
  make: (scene) => shootWhole(scene),
};

/** Last of all: it changes the page's layout. */
export const phone: Recipe = {
  step: "archive",
  boxMs: 12_000,
  make: (scene) => shootPhone(scene),
};
