/**
 * Looks at the document as it came, once the browser has read it: notes its encoding and size, reads it anew from the same
 * bytes where it was read in a wrong encoding, and hands out what is no page. Nothing is asked for a second time, and a
 * page that says rightly what it is loses nothing by it.
 */
import type { Response } from "playwright";
import type { Scene } from "../child/scene";
import { charsetName } from "./charset";
import { nameGiven } from "./file-name";
import { judgeFileType, mediaTypeOf } from "./file-type";
import type { ArrivedFile } from "./main-document";
import { isNoPage, rightType } from "./right-label";

/** What was received is here already: only a machine under load takes long to hand it over. */
const BODY = { part: 0.15, ms: 20_000 };

const plain = (url: string): string => url.replace(/#.*$/, "");

/** What became of the document: `"read"` as it was, or `"anew"` from its bytes, or the file that it is. */
export type Noted = "read" | "anew" | ArrivedFile;

/** Never rejects: of a page that went on meanwhile, or does not answer, nothing is noted. */
export async function noteDocument(scene: Scene, response: Response | null): Promise<Noted> {
  const { page, trail, job } = scene;
  if (!response || trail.isCut || plain(response.url()) !== plain(page.url())) return "read";
  try {
    const bytes = await boxed(scene, scene.document.received());
    const used = await readCharset(scene);
    note(scene, response, { bytes, charset: used });
    if (job.brought) return "read";
    if (isNoPage(bytes, used)) return fileOf(response, bytes);
    const type =
      mediaTypeOf(response.headers()["content-type"]) === "text/html" ? rightType(bytes, used) : null;
    if (type === null) return "read";
    await readAnew(scene, { response, bytes, type });
    note(scene, response, { bytes, charset: await readCharset(scene) });
    return "anew";
  } catch {
    // It is captured all the same.
    return "read";
  }
}

const boxed = <T>({ budget }: Scene, work: Promise<T>): Promise<T> =>
  budget.box("the document", budget.share(BODY.part, BODY.ms), work);

/** As the browser calls the encoding it has taken. */
const readCharset = async (scene: Scene): Promise<string> =>
  charsetName(await boxed(scene, scene.page.mainFrame().evaluate<string>("document.characterSet")));

function note(
  { trail }: Scene,
  response: Response,
  { bytes, charset }: { readonly bytes: Uint8Array; readonly charset: string },
): void {
  trail.read = {
    mediaType: mediaTypeOf(response.headers()["content-type"]) || "text/html",
    charset: bytes.every((byte) => byte < 0x80) ? "" : charset,
    bytes: bytes.length,
  };
}

const fileOf = (response: Response, bytes: Uint8Array): ArrivedFile => {
  const [url, headers] = [response.url(), response.headers()];
  const name = nameGiven(headers["content-disposition"], url);
  return { url, status: response.status(), headers, bytes, name, mediaType: judgeFileType(bytes, "", name) };
};

interface Again {
  readonly response: Response;
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** Opens the page once more at its address, from the bytes that came from there. */
async function readAnew(scene: Scene, { response, bytes, type }: Again): Promise<void> {
  const { page } = scene;
  const kept = Object.entries(response.headers()).filter(
    ([name]) => !/^(content-(type|length|encoding)|set-cookie)$/.test(name),
  );
  const answer = {
    status: response.status(),
    headers: { ...Object.fromEntries(kept), "content-type": type },
    body: Buffer.from(bytes),
  };
  await page.route(
    (url) => plain(url.href) === plain(response.url()),
    (route) => (isMain(route.request()) ? route.fulfill(answer) : route.fallback()),
    { times: 1 },
  );
  const timeout = scene.budget.share(BODY.part, BODY.ms);
  await page.goto(page.url(), { waitUntil: "commit", timeout });
}

const isMain = (request: ReturnType<Response["request"]>): boolean =>
  request.isNavigationRequest() && request.frame().parentFrame() === null;
