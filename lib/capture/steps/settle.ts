/**
 * Lets the page and its frames come to rest (lib/capture/inpage/settle, steps/quiet.ts) and puts away what lies over it
 * (steps/consent.ts), within bounds that no page can stretch.
 */
import type { Frame } from "playwright";
import type { Scene } from "../child/scene";
import { MAX_WHOLE_HEIGHT } from "../limits";
import { awaitFilms } from "../probe/films";
import { rememberClosedRoots } from "./closed-roots";
import { declineConsent, foldBrokenFrames, hideBanners } from "./consent";
import { NetworkQuiet } from "./quiet";

const SETTLE_MS = 6_000;
const GRACE_MS = 1_500;
const RELOAD_MS = 3_000;
/** For what the page still asks for when it has come to rest otherwise. */
const QUIET_MS = 2_500;
/** Frames that are not at rest when the page around them is are waited for this long. */
const FRAMES_MS = 1_500;
const MAX_FRAMES = 20;

/** Never rejects: a page that does not come to rest is taken as it is. */
export async function settlePage(scene: Scene): Promise<void> {
  const { page, outlet, budget, trail } = scene;
  const { navigations } = trail;
  const network = new NetworkQuiet(page);
  await rememberClosedRoots(scene);
  const [wasAnswered] = await Promise.all([declineConsent(scene), bringToRest(scene)]);
  if (trail.navigations > navigations) {
    // An answered banner may load the page anew.
    await page.waitForLoadState("load", { timeout: budget.share(0.1, RELOAD_MS) }).catch(() => undefined);
    await bringToRest(scene);
  }
  await awaitFilms(page, budget);
  await network.wait(budget.share(0.08, QUIET_MS));
  // Those that scripts have put in by now.
  await rememberClosedRoots(scene);
  await hideBanners(scene, wasAnswered);
  await foldBrokenFrames(scene);
  outlet.send({ type: "step", step: "load", progress: 0.4 });
}

async function bringToRest(scene: Scene): Promise<void> {
  const { page, inPage, budget } = scene;
  const budgetMs = budget.share(0.2, SETTLE_MS);
  const frames = new RestingFrames(scene, budgetMs);
  frames.begin();
  try {
    await inPage.call(
      page.mainFrame(),
      { name: "settlePage", ms: budgetMs + GRACE_MS },
      { budgetMs, maxHeight: MAX_WHOLE_HEIGHT },
    );
  } catch {
    // It went on to another page, or its script does not let go: the later steps see what is there.
  }
  // The page may have woken or put in more of them.
  frames.begin();
  await frames.wait();
}

/** Brings the frames of the page to rest beside it, in the time that it takes itself and little more. */
class RestingFrames {
  /** The address each was met at: one that was woken has another. */
  private readonly met = new Map<Frame, string>();
  private readonly resting: Promise<void>[] = [];

  constructor(
    private readonly scene: Scene,
    private readonly budgetMs: number,
  ) {}

  begin(): void {
    const { page } = this.scene;
    for (const frame of page.frames()) {
      const isMet = frame === page.mainFrame() || this.met.get(frame) === frame.url();
      if (isMet || this.resting.length >= MAX_FRAMES) continue;
      this.met.set(frame, frame.url());
      this.resting.push(this.rest(frame));
    }
  }

  /** Never rejects. */
  async wait(): Promise<void> {
    const { budget } = this.scene;
    await budget.box("frames", FRAMES_MS, Promise.all(this.resting)).catch(() => undefined);
  }

  private rest(frame: Frame): Promise<void> {
    const { inPage } = this.scene;
    const { budgetMs } = this;
    return (
      inPage
        .call(frame, { name: "settleFrame", ms: budgetMs + GRACE_MS }, { budgetMs })
        // It went away or does not let go: it is taken as it is.
        .catch(() => undefined)
    );
  }
}
