/**
 * Puts away what stands between the person and the page: consent banners are answered with "no" or hidden, and frames
 * that only show the browser's own error page are folded. Bounded, and never a reason for a capture to fail.
 */
import type { Frame } from "playwright";
import type { Scene } from "../child/scene";

const DECLINE_MS = 3_000;
const GRACE_MS = 1_000;
const HIDE_MS = 1_500;
const FRAME_MS = 700;
const MAX_FRAMES = 8;
const MAX_FOLDED = 20;

const canHoldBanner = (frame: Frame): boolean => /^https?:|^about:srcdoc/.test(frame.url());

/** Resolves with whether a banner was found, in the page or in one of its frames. */
export async function declineConsent({ page, inPage, budget }: Scene): Promise<boolean> {
  const budgetMs = budget.share(0.1, DECLINE_MS);
  const main = page.mainFrame();
  const frames = page.frames().filter((frame) => frame !== main && canHoldBanner(frame));
  const answers = [main, ...frames.slice(0, MAX_FRAMES)].map((frame) =>
    inPage
      .call(frame, { name: "declineConsent", ms: budgetMs + GRACE_MS }, { budgetMs })
      // The frame went away, perhaps because of the answer, or does not let go.
      .catch(() => false),
  );
  return (await Promise.all(answers)).includes(true);
}

/** Hides what still lies over the page. */
export async function hideBanners(scene: Scene, wasAnswered: boolean): Promise<void> {
  const wasFramed = await hideConsentFrames(scene);
  await scene.inPage
    .call(scene.page.mainFrame(), { name: "hideBanners", ms: HIDE_MS }, wasAnswered || wasFramed)
    // A page that does not answer keeps its banner.
    .catch(() => 0);
}

/** Some banners come late. Called before pictures are taken and before the page is written down. */
export const hideLateBanners = (scene: Scene): Promise<void> => hideBanners(scene, false);

/** Frames that lie over the page and hold nothing but a question of consent, whatever they are called. */
async function hideConsentFrames({ page, inPage, budget }: Scene): Promise<boolean> {
  const main = page.mainFrame();
  const frames = page.frames().filter((frame) => frame.parentFrame() === main && canHoldBanner(frame));
  const hidden = frames.slice(0, MAX_FRAMES).map(async (frame) => {
    if (!(await inPage.call(frame, { name: "isConsentFrame", ms: FRAME_MS }))) return false;
    const element = await frame.frameElement();
    return element.evaluate((shown) => {
      let layer = shown instanceof Element ? shown : null;
      while (layer && !["fixed", "sticky"].includes(getComputedStyle(layer).position))
        layer = layer.parentElement;
      // A question in the middle of the text is part of it.
      if (!(layer instanceof HTMLElement) || layer === document.body) return false;
      layer.style.setProperty("display", "none", "important");
      return true;
    });
  });
  const all = budget.box("frames", HIDE_MS, Promise.allSettled(hidden)).catch(() => []);
  return (await all).some((one) => one.status === "fulfilled" && one.value);
}

/** Folds frames whose document did not come: there is nothing of the page in them. */
export async function foldBrokenFrames({ page, budget, trail }: Scene): Promise<void> {
  const isBroken = (frame: Frame): boolean =>
    frame !== page.mainFrame() && (trail.refused.has(frame) || frame.url().startsWith("chrome-error:"));
  const broken = page.frames().filter(isBroken);
  const folded = broken.slice(0, MAX_FOLDED).map(async (frame) => {
    const element = await frame.frameElement();
    await element.evaluate((shown) => {
      if (shown instanceof HTMLElement) shown.style.setProperty("display", "none", "important");
    });
  });
  // A frame that is gone by now needs no folding.
  await budget.box("folding frames", HIDE_MS, Promise.allSettled(folded)).catch(() => undefined);
}
