/**
 * Lets the page come to rest (lib/capture/inpage/settle, steps/quiet.ts) and puts away what lies over it (steps/consent.ts), within
 * bounds that no page can stretch.
 */
import type { Scene } from "../child/scene";
import { MAX_WHOLE_HEIGHT } from "../limits";
import { declineConsent, foldBrokenFrames, hideBanners } from "./consent";
import { NetworkQuiet } from "./quiet";

const SETTLE_MS = 6_000;
const GRACE_MS = 1_500;
const RELOAD_MS = 3_000;
/** For what the page still asks for when it has come to rest otherwise. */
const QUIET_MS = 2_500;

/** Never rejects: a page that does not come to rest is taken as it is. */
export async function settlePage(scene: Scene): Promise<void> {
  const { page, outlet, budget, trail } = scene;
  const { navigations } = trail;
  const network = new NetworkQuiet(page);
  const [wasAnswered] = await Promise.all([declineConsent(scene), bringToRest(scene)]);
  if (trail.navigations > navigations) {
    // An answered banner may load the page anew.
    await page.waitForLoadState("load", { timeout: budget.share(0.1, RELOAD_MS) }).catch(() => undefined);
    await bringToRest(scene);
  }
  await network.wait(budget.share(0.08, QUIET_MS));
  await hideBanners(scene, wasAnswered);
  await foldBrokenFrames(scene);
  outlet.send({ type: "step", step: "load", progress: 0.4 });
}

async function bringToRest({ page, inPage, budget }: Scene): Promise<void> {
  const budgetMs = budget.share(0.2, SETTLE_MS);
  try {
    await inPage.call(
      page.mainFrame(),
      { name: "settlePage", ms: budgetMs + GRACE_MS },
      { budgetMs, maxHeight: MAX_WHOLE_HEIGHT },
    );
  } catch {
    // It went on to another page, or its script does not let go: the later steps see what is there.
  }
}
