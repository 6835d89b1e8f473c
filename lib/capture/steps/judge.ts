/** Looks at the page as it stands and ends the capture where it is a wall, or nothing at all. */
import { CaptureStopped } from "../child/failure";
import type { Scene } from "../child/scene";
import type { PageSigns } from "../frozen";
import { wallOf } from "./verdict-walls";

const SIGNS_MS = 3_000;

/** What the page shows, or `null` where it does not answer. */
export const readSigns = ({ page, inPage }: Scene): Promise<PageSigns | null> =>
  inPage.call(page.mainFrame(), { name: "pageSigns", ms: SIGNS_MS }).catch(() => null);

/** Throws `CaptureStopped` where the page stands in front of the one asked for. `article`: its text, once it was read. */
export function stopAtWall({ job, page, trail }: Scene, signs: PageSigns, article: string | null): void {
  if (job.brought) return;
  const wall = wallOf(signs, { requested: job.url, final: page.url(), article });
  if (wall) throw new CaptureStopped({ ...wall, httpStatus: trail.status });
}

/** The last word before anything is made: walls may come late. A page that does not answer passes. */
export async function judgeReading(scene: Scene, article: string | null): Promise<void> {
  const signs = await readSigns(scene);
  if (!signs) return;
  // What a person brought is what the person wanted.
  if (scene.job.brought) return judgeBrought(signs);
  stopAtWall(scene, signs, article);
  if (article === "" && signs.textLength === 0 && signs.pictures === 0)
    throw new CaptureStopped({ code: "empty", message: "there was nothing on the page to keep" });
}

function judgeBrought({ textLength, pictures }: PageSigns): void {
  if (textLength === 0 && pictures === 0)
    throw new CaptureStopped({ code: "no-page", message: "what was brought holds no page" });
}
