/** Notes what the browser made of the document: which encoding it took and how large the text is. Nothing is fetched. */
import type { Response } from "playwright";
import type { Scene } from "../child/scene";
import { charsetName } from "./charset";
import { mediaTypeOf } from "./file-type";

/** What was received is here already: only a machine under load takes long to hand it over. */
const BODY = { part: 0.15, ms: 20_000 };

const plain = (url: string): string => url.replace(/#.*$/, "");

/** Never rejects: of a page that went on meanwhile, or does not answer, nothing is noted. */
export async function noteDocument(scene: Scene, response: Response | null): Promise<void> {
  const { page, budget, trail } = scene;
  if (!response || trail.isCut || plain(response.url()) !== plain(page.url())) return;
  try {
    const ms = budget.share(BODY.part, BODY.ms);
    const text = await budget.box("the document", ms, response.body());
    const used = await budget.box(
      "the encoding",
      ms,
      page.mainFrame().evaluate<string>("document.characterSet"),
    );
    trail.read = {
      mediaType: mediaTypeOf(response.headers()["content-type"]) || "text/html",
      charset: text.every((byte) => byte < 0x80) ? "" : charsetName(used),
      bytes: text.length,
    };
  } catch {
    // It is captured all the same.
  }
}
