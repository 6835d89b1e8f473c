/** Lets the page come to rest (lib/capture/inpage/settle.ts), within a bound that no page can stretch. */
import type { Scene } from "../child/scene";
import { MAX_PICTURE_HEIGHT } from "../limits";

const SETTLE_MS = 6_000;
const GRACE_MS = 1_500;

/** Never rejects: a page that does not come to rest is taken as it is. */
export async function settlePage({ page, inPage, outlet, budget }: Scene): Promise<void> {
  const budgetMs = budget.share(0.2, SETTLE_MS);
  try {
    await inPage.call(
      page.mainFrame(),
      { name: "settlePage", ms: budgetMs + GRACE_MS },
      { budgetMs, maxHeight: MAX_PICTURE_HEIGHT * 2 },
    );
  } catch {
    // It went on to another page, or its script does not let go: the later steps see what is there.
  }
  outlet.send({ type: "step", step: "load", progress: 0.4 });
}
