/**
 * Looks at the document the browser has read: which encoding it took, how large it is, and whether it is a page at all.
 * What is none, whatever its type says, is handed out as the file it is. Nothing is fetched for it.
 */
import type { Response } from "playwright";
import type { Scene } from "../child/scene";
import { sniffMediaType } from "../sniff";
import { charsetName } from "./charset";
import { nameGiven } from "./file-name";
import { mediaTypeOf } from "./file-type";
import type { ArrivedFile } from "./main-document";

/** What was received is here already: only a machine under load takes long to hand it over. */
const BODY = { part: 0.15, ms: 20_000 };

const plain = (url: string): string => url.replace(/#.*$/, "");

/** `null` for a page; what was found out about it stands in the trail. Never rejects. */
export async function readAright(scene: Scene, response: Response | null): Promise<ArrivedFile | null> {
  if (!response || scene.trail.isCut || plain(response.url()) !== plain(scene.page.url())) return null;
  try {
    const ms = scene.budget.share(BODY.part, BODY.ms);
    const bytes = new Uint8Array(await scene.budget.box("the document", ms, response.body()));
    return await judge(scene, response, bytes);
  } catch {
    // The page went on meanwhile, or does not answer: it is taken as it is.
    return null;
  }
}

async function judge(scene: Scene, response: Response, bytes: Uint8Array): Promise<ArrivedFile | null> {
  const headers = response.headers();
  const sniffed = sniffMediaType(bytes);
  if (sniffed !== null && sniffed !== "image/svg+xml") {
    const name = nameGiven(headers["content-disposition"], response.url());
    return { url: response.url(), status: response.status(), headers, bytes, mediaType: sniffed, name };
  }
  const isPlain = bytes.every((byte) => byte < 0x80);
  scene.trail.read = {
    mediaType: mediaTypeOf(headers["content-type"]) || "text/html",
    charset: isPlain ? "" : charsetName(await charsetInUse(scene)),
    bytes: bytes.length,
  };
  return null;
}

const charsetInUse = ({ page, budget }: Scene): Promise<string> =>
  budget.box(
    "the encoding",
    budget.share(BODY.part, BODY.ms),
    page.mainFrame().evaluate<string>("document.characterSet"),
  );
