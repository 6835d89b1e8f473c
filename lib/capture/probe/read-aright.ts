/**
 * Looks at the bytes of the document the browser has read. Where they are surely in another encoding than the one it
 * took, the page is read again from the same bytes in the right one; where they are no page at all, whatever their type
 * says, they are handed out as the file they are. Nothing is fetched for it.
 */
import type { Response } from "playwright";
import type { Scene } from "../child/scene";
import { sniffMediaType } from "../sniff";
import { charsetName, judgeCharset } from "./charset";
import { nameGiven } from "./file-name";
import { mediaTypeOf } from "./file-type";
import type { ArrivedFile } from "./main-document";

/** The bytes are here already: only a machine under load takes long to hand them over. */
const BODY = { part: 0.15, ms: 20_000 };
const AGAIN = { part: 0.3, ms: 30_000 };

const plain = (url: string): string => url.replace(/#.*$/, "");

/** `null` for a page; what was found out about it stands in the trail. Never rejects. */
export async function readAright(scene: Scene, response: Response | null): Promise<ArrivedFile | null> {
  if (!response || scene.trail.isCut || plain(response.url()) !== plain(scene.page.url())) return null;
  try {
    const bytes = new Uint8Array(
      await scene.budget.box("the document", scene.budget.share(BODY.part, BODY.ms), response.body()),
    );
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
  const used = charsetName(await charsetInUse(scene));
  const charset = judgeCharset(bytes, used);
  const isPlain = bytes.every((byte) => byte < 0x80);
  scene.trail.read = {
    mediaType: mediaTypeOf(headers["content-type"]) || "text/html",
    charset: isPlain ? "" : charset,
    bytes: bytes.length,
  };
  if (charset !== used) await readAgain(scene, response, { bytes, charset });
  return null;
}

const charsetInUse = ({ page, budget }: Scene): Promise<string> =>
  budget.box(
    "the encoding",
    budget.share(BODY.part, BODY.ms),
    page.mainFrame().evaluate<string>("document.characterSet"),
  );

async function readAgain(
  { page, budget }: Scene,
  response: Response,
  { bytes, charset }: { readonly bytes: Uint8Array; readonly charset: string },
): Promise<void> {
  const kept = Object.entries(response.headers()).filter(
    ([name]) => !/^content-(type|length|encoding)$/.test(name),
  );
  const headers = { ...Object.fromEntries(kept), "content-type": `text/html; charset=${charset}` };
  const address = plain(response.url());
  const isMain = (url: URL): boolean => plain(url.href) === address;
  await page.route(
    isMain,
    (route) => route.fulfill({ status: response.status(), headers, body: Buffer.from(bytes) }),
    {
      times: 1,
    },
  );
  await page.goto(page.url(), { waitUntil: "domcontentloaded", timeout: budget.share(AGAIN.part, AGAIN.ms) });
}
