/**
 * Lets the beginning of a page's films through, so that their first picture can be seen and kept: a film without a poster
 * would be a hole in every picture of the page. No more of a film is loaded than that needs; sounds, films of frames and
 * films that nobody sees are turned away as before.
 */
import type { BrowserContext, CDPSession, Page, Request, Route } from "playwright";
import type { Budget } from "../child/budget";
import { mediaTypeOf } from "./file-type";
import { answerInstead, hasContent, headersOf, letThrough, takeBytes, type Paused } from "./paused";

/** What is taken of a film at once, in bytes. Its first pictures stand within, but for films of uncommon size. */
const PIECE = 3 * 1024 * 1024;
/** Its beginning, and its tables where they stand at its end. */
const PIECES_OF_ONE = 2;
/** Of all films together: the pictures of the page need what a capture may load. */
const MAX_PIECES = 6;
const LOOK_MS = 2_000;
const TAKE = { part: 0.15, ms: 8_000 };
const WAIT = { part: 0.1, ms: 4_000 };

const FILM_TYPE = /^(video\/.*|application\/(octet-stream|ogg|mp4))?$/;
const plain = (url: string): string => url.replace(/#.*$/, "");
const startIn = (words: string | undefined): number =>
  Number(/^bytes[= ](\d{1,15})-/.exec(words ?? "")?.[1] ?? 0);

/** A film with a poster shows that; one that plays by itself shows itself sooner or later. */
const seenFilm = (url: string): string =>
  `[...document.querySelectorAll("video")].some((film) => !film.poster &&
    film.currentSrc.replace(/#.*$/, "") === ${JSON.stringify(url)} && (film.autoplay || film.checkVisibility()))`;

/** None is on its way any more. */
const NONE_COMING = `![...document.querySelectorAll("video")].some((film) => !film.poster &&
  /^https?:/.test(film.currentSrc) && film.networkState === 2 && film.readyState < 2)`;

/** Waits a while for the first pictures that are still coming. Never rejects. */
export async function awaitFilms(page: Page, budget: Budget): Promise<void> {
  const timeout = budget.share(WAIT.part, WAIT.ms);
  // A page that does not answer is taken as it is.
  await page.waitForFunction(NONE_COMING, undefined, { timeout }).catch(() => undefined);
}

export class Films {
  private readonly pieces = new Map<string, number>();
  private all = 0;

  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
    private readonly budget: Budget,
  ) {}

  /** From now on the page gets its films' beginnings, whatever the room it is in does with films. */
  static async watch(context: BrowserContext, page: Page, budget: Budget): Promise<void> {
    const session = await context.newCDPSession(page);
    const films = new Films(page, session, budget);
    session.on("Fetch.requestPaused", (paused) => void films.meet(paused));
    await session.send("Fetch.enable", { patterns: [{ resourceType: "Media", requestStage: "Response" }] });
    await page.route("**/*", (route) => films.decide(route).catch(() => undefined));
  }

  private async decide(route: Route): Promise<void> {
    const request = route.request();
    const start = request.resourceType() === "media" ? await this.admit(request) : null;
    if (start === null) return route.fallback();
    const range = `bytes=${start}-${start + PIECE - 1}`;
    return route.continue({ headers: { ...request.headers(), range } });
  }

  /** Where the piece begins that is let through, or `null`. */
  private async admit(request: Request): Promise<number | null> {
    const start = startIn(request.headers()["range"]);
    // What follows on the first piece is more of the same film.
    const isMore = start > 0 && start <= PIECE;
    if (isMore || request.method() !== "GET" || !(await this.isSeen(request))) return null;
    const url = plain(request.url());
    const own = this.pieces.get(url) ?? 0;
    if (own >= PIECES_OF_ONE || this.all >= MAX_PIECES) return null;
    this.pieces.set(url, own + 1);
    this.all++;
    return start;
  }

  private async isSeen(request: Request): Promise<boolean> {
    try {
      const main = this.page.mainFrame();
      if (request.frame() !== main) return false;
      const looking = main.evaluate<unknown>(seenFilm(plain(request.url())));
      return (await this.budget.box("looking for a film", LOOK_MS, looking)) === true;
    } catch {
      // It went on to another page, or does not let itself be asked.
      return false;
    }
  }

  private async meet(paused: Paused): Promise<void> {
    try {
      const headers = headersOf(paused);
      const size = headers["content-encoding"] === undefined ? Number(headers["content-length"] ?? 0) : 0;
      if (!hasContent(paused)) await letThrough(this.session, paused);
      else if (!FILM_TYPE.test(mediaTypeOf(headers["content-type"]))) await this.turnAway(paused);
      else if (size > 0 && size <= PIECE) await letThrough(this.session, paused);
      else await this.shorten(paused);
    } catch {
      // The page went on or closed meanwhile: nobody waits for this answer.
    }
  }

  private turnAway({ requestId }: Paused): Promise<unknown> {
    return this.session.send("Fetch.failRequest", { requestId, errorReason: "BlockedByClient" });
  }

  /** For sites that send all of a film whatever they are asked for: it ends after its first piece. */
  private async shorten(paused: Paused): Promise<void> {
    const headers = headersOf(paused);
    const parts: Buffer[] = [];
    let total = 0;
    const taking = takeBytes(this.session, paused, (part) => {
      parts.push(part);
      total += part.length;
      if (total >= PIECE) throw new Error("that is enough");
    });
    // Too slow, cut off or long enough: what has come is what there is.
    await this.budget.box("a film", this.budget.share(TAKE.part, TAKE.ms), taking).catch(() => undefined);
    if (total === 0 || startIn(headers["content-range"]) > 0) {
      await this.turnAway(paused);
      return;
    }
    const responseHeaders = (paused.responseHeaders ?? []).filter(
      ({ name }) => !/^(content-range|accept-ranges)$/i.test(name),
    );
    const bytes = new Uint8Array(Buffer.concat(parts));
    const type = headers["content-type"] ?? "video/mp4";
    await answerInstead(
      this.session,
      { ...paused, responseStatusCode: 200, responseHeaders },
      { bytes, type },
    );
  }
}
