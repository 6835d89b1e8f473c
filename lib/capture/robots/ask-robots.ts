/**
 * Asks the site's robots.txt whether a watch may look at a page, through the same door as the page itself. A person's own
 * save is not asked about. Source of the answers' meaning: RFC 9309, section 2.3.1.
 */
import { CaptureStopped } from "../child/failure";
import type { Scene } from "../child/scene";
import { DOOR_HEADER } from "../egress/door-header";
import { everythingAllowed, nothingAllowed, readRobots, type RobotsRules } from "./rules";

/** The product token that sites can name in their robots.txt. */
export const AGENT = "linksnap";

const ASK_MS = 8_000;
const MAX_REDIRECTS = 5;
const MAX_BYTES = 512 * 1024;

async function rulesOf({ context, budget }: Scene, url: URL): Promise<RobotsRules> {
  const timeout = budget.share(0.2, ASK_MS);
  const answer = await context.request
    .get(new URL("/robots.txt", url).href, { timeout, maxRedirects: MAX_REDIRECTS, failOnStatusCode: false })
    .catch(() => null);
  // No answer: the page itself will say what is the matter with the site.
  if (!answer || answer.headers()[DOOR_HEADER] !== undefined) return everythingAllowed;
  const status = answer.status();
  // A site in trouble is left alone; one that has no such file, or does not show it, allows everything.
  if (status >= 500) return nothingAllowed;
  if (status >= 400) return everythingAllowed;
  const body = await answer.body().catch(() => Buffer.alloc(0));
  return readRobots(body.subarray(0, MAX_BYTES).toString("utf8"), AGENT);
}

/** Seconds between two visits that the site asks for. Rejects with `CaptureStopped` where it asks to keep away. */
export async function askRobots(scene: Scene): Promise<number> {
  const url = new URL(scene.job.url);
  const rules = await rulesOf(scene, url);
  if (!rules.allows(`${url.pathname}${url.search}`))
    throw new CaptureStopped({
      code: "robots",
      message: "the site asks programs to keep away from this page",
    });
  return rules.crawlDelay;
}
