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
  const headers = { "user-agent": AGENT };
  const answer = await context.request
    .get(new URL("/robots.txt", url).href, {
      timeout,
      headers,
      maxRedirects: MAX_REDIRECTS,
      failOnStatusCode: false,
    })
    .catch(() => null);
  // RFC 9309 2.3.1.4: nobody knows what a site allows that does not answer.
  if (!answer)
    throw new CaptureStopped({ code: "unreachable", message: "the site does not show its robots.txt" });
  // The door turned it away and will turn the page away too, with its own reason.
  if (answer.headers()[DOOR_HEADER] !== undefined) return everythingAllowed;
  const status = answer.status();
  // A site in trouble is left alone; one that has no such file, or does not show it, allows everything.
  if (status >= 500) return nothingAllowed;
  if (status >= 400) return everythingAllowed;
  const body = await answer.body().catch(() => Buffer.alloc(0));
  return readRobots(body.subarray(0, MAX_BYTES).toString("utf8"), AGENT);
}

/** Seconds between two visits that the site asks for. Rejects with `CaptureStopped` where it asks to keep away. */
async function ask(scene: Scene, url: URL): Promise<number> {
  const rules = await rulesOf(scene, url);
  if (!rules.allows(`${url.pathname}${url.search}`))
    throw new CaptureStopped({
      code: "robots",
      message: "the site asks programs to keep away from this page",
    });
  return rules.crawlDelay;
}

/** Before a watch loads its page. */
export const askRobots = (scene: Scene): Promise<number> => ask(scene, new URL(scene.job.url));

/** When it was led to another page: nothing is kept of one that is closed to programs. */
export async function askWhereItLed(scene: Scene): Promise<void> {
  const [from, to] = [new URL(scene.job.url), new URL(scene.page.url())];
  if (/^https?:$/.test(to.protocol) && (from.origin !== to.origin || from.pathname !== to.pathname))
    await ask(scene, to);
}
