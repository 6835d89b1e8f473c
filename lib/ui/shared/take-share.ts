/**
 * What becomes of something another app handed over. An address in any of its texts becomes a link at once; a saved page
 * becomes the snapshot of its link; a file of bookmarks is shown before anything is written; what has no address, file or
 * words, waits for one. Taking the same share twice makes nothing twice: the address is here already.
 */
import type { LinkId } from "../../domain/ids";
import { addressesIn } from "../../domain/url/shared-text";
import { parseAddress } from "../../domain/url/address";
import { dropShare, readShare, type Share, type SharedFile } from "../../share/share-box";
import type { AddOutcome, Batch, Library } from "../../library/library";
import { readFile } from "../link/bring/read-page";
import { pageAddress } from "./page-address";

export type FileKind =
  /** Bookmarks or a backup: read with a preview. */
  | "links"
  /** A page that was saved to a file. */
  | "page"
  | "pdf"
  | "other";

export type Taken =
  | { readonly kind: "saved"; readonly ids: readonly LinkId[]; readonly batches: readonly Batch[] }
  /** All of it is here already. `id`: the first. */
  | { readonly kind: "known"; readonly id: LinkId; readonly savedAt: number; readonly inTrash: boolean }
  | { readonly kind: "file"; readonly file: SharedFile; readonly is: FileKind }
  /** Words without an address: they wait for one. */
  | { readonly kind: "nothing"; readonly text: string };

const HEAD = 4096;
const SHARE_LOCK = "linksnap-shares";

/** Addresses in the texts of a share: of the first text that has any, the one meant for addresses first. */
export function addressesOf({ url, text, title }: Pick<Share, "title" | "text" | "url">): readonly string[] {
  for (const piece of [withoutProtocol(url), text, title]) {
    const whole = parseAddress(piece.trim());
    if (whole.ok) return [whole.value];
    const found = addressesIn(piece);
    if (found.length > 0) return found;
  }
  return [];
}

/** `web+linksnap:` addresses carry the real one. */
const withoutProtocol = (url: string): string => url.replace(/^web\+linksnap:(?:\/\/)?(?=https?:)/i, "");

/** The name another app gave with one address; "" where it is only the address again. */
const titleOf = ({ title }: Pick<Share, "title">): string =>
  addressesIn(title).length > 0 ? "" : title.trim().slice(0, 300);

/** What a file is, by its first bytes; its name only helps where these say nothing. */
export async function fileKind({ name, bytes }: SharedFile): Promise<FileKind> {
  const head = new TextDecoder("windows-1252").decode(await bytes.slice(0, HEAD).arrayBuffer());
  if (/<!doctype\s+netscape-bookmark-file/i.test(head) || head.startsWith("PK\u0003\u0004")) return "links";
  if (head.startsWith("%PDF-")) return "pdf";
  const page = await readFile(new File([bytes.slice(0, HEAD)], name));
  if (page.kind === "page") return "page";
  return /\.(?:txt|md|csv)$/i.test(name) ? "links" : "other";
}

type Texts = Pick<Share, "title" | "text" | "url">;

/** What an address is saved with: alone, the words around it and the name that was given may name its page. */
async function saveOne(library: Library, address: string, texts: Texts | null): Promise<AddOutcome> {
  const text = texts?.text.includes(address) ? texts.text : address;
  const title = texts ? titleOf(texts) : "";
  return library.add(text, { source: "share", ...(title === "" ? {} : { title }) });
}

/** Saves every address. Rejects when the library could not write; what was saved until then stays. */
async function saveLinks(library: Library, texts: Texts, addresses: readonly string[]): Promise<Taken> {
  const alone = addresses.length === 1 ? texts : null;
  const outcomes: AddOutcome[] = [];
  for (const address of addresses) outcomes.push(await saveOne(library, address, alone));
  const saved = outcomes.filter((outcome) => outcome.kind === "saved");
  if (saved.length > 0)
    return { kind: "saved", ids: saved.map(({ id }) => id), batches: saved.map(({ batch }) => batch) };
  const known = outcomes.find((outcome) => outcome.kind === "duplicate");
  if (known) return { kind: "known", id: known.id, savedAt: known.savedAt, inTrash: known.inTrash };
  return { kind: "nothing", text: wordsOf(texts) };
}

/** Everything a share says, each thing once. */
const wordsOf = ({ title, text, url }: Texts): string =>
  [...new Set([title, text, url].map((one) => one.trim()).filter(Boolean))].join("\n\n");

/** Words that waited for an address become the note of its link, below what stands there. */
async function saveWithWords(library: Library, share: Share, address: string): Promise<Taken> {
  const taken = await saveLinks(library, { title: "", text: "", url: address }, addressesOf(asUrl(address)));
  const words = wordsOf(share);
  const id = taken.kind === "saved" ? taken.ids[0] : taken.kind === "known" ? taken.id : undefined;
  if (id === undefined) return { kind: "nothing", text: words };
  const before = taken.kind === "known" ? await noteOf(library, id) : "";
  if (before.includes(words)) return taken;
  const edit = await library.patch(id, { note: before === "" ? words : `${before}\n\n${words}` });
  return taken.kind === "saved" ? { ...taken, batches: [...taken.batches, edit] } : taken;
}

const asUrl = (url: string): Texts => ({ title: "", text: "", url });

/** The note of a link as it stands. */
function noteOf(library: Library, id: LinkId): Promise<string> {
  const live = library.link(id);
  return new Promise((resolve) => {
    const look = (): void => {
      const view = live.get();
      if (view === undefined) return;
      stop();
      resolve(view?.link.note ?? "");
    };
    const stop = live.subscribe(look);
    look();
  });
}

/** A page in a file becomes the snapshot of its link; when it cannot, the server visits the address as it would anyway. */
async function bring(library: Library, taken: Taken, file: SharedFile): Promise<void> {
  const id = taken.kind === "saved" ? taken.ids[0] : taken.kind === "known" ? taken.id : undefined;
  const read = await readFile(new File([file.bytes], file.name));
  if (id !== undefined && read.kind === "page") await library.bring(id, read.page);
}

/** Saves what was shared; `address`: what the person says it is from. */
export async function takeIn(library: Library, share: Share, address = ""): Promise<Taken> {
  const { file } = share;
  const given = addressesOf(address === "" ? share : asUrl(address));
  if (file) return takeFile(library, { share, file, given });
  return address === "" ? saveLinks(library, share, given) : saveWithWords(library, share, address);
}

interface FileShare {
  readonly share: Share;
  readonly file: SharedFile;
  readonly given: readonly string[];
}

async function takeFile(library: Library, { share, file, given }: FileShare): Promise<Taken> {
  const is = await fileKind(file);
  const found = is === "page" && given.length === 0 ? await pageAddress(file.bytes) : null;
  const addresses = found === null ? given : [found];
  if (is === "links" || addresses.length === 0) return { kind: "file", file, is };
  const taken = await saveLinks(library, share, addresses);
  if (is === "page") await bring(library, taken, file);
  return taken;
}

/**
 * Takes a share out of the box and into the library, in one tab at a time. It leaves the box once nothing more is to be
 * asked about it. `null` when it is not there any more.
 */
export async function takeFromBox(library: Library, id: string, address = ""): Promise<Taken | null> {
  const take = async (): Promise<Taken | null> => {
    const share = await readShare(id);
    if (!share) return null;
    const taken = await takeIn(library, share, address);
    if (taken.kind !== "file" && taken.kind !== "nothing") await dropShare(id);
    return taken;
  };
  // Two tabs that start at once would both take it, and one would say that it was here already.
  return navigator.locks.request(SHARE_LOCK, take);
}
