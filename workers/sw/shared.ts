/**
 * What other apps share with the app (the manifest's `share_target`): kept in the share box before anything else, then the
 * app opens at what was kept. Works without a network, and costs the other app one tap.
 */
import { registerRoute } from "workbox-routing";
import { putShare, type ShareDraft } from "../../lib/share/share-box";

/** Address of the manifest's share target. */
const SHARED = "/shared";
/** Files of one share that are taken. */
const MAX_FILES = 20;
/** Characters of the text that go into the address when the box takes nothing. */
const MAX_IN_ADDRESS = 4000;

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

/** What was shared, one draft a file; texts go with the first. */
export function draftsOf(form: FormData): readonly [ShareDraft, ...ShareDraft[]] {
  const texts = { title: textIn(form, "title"), text: textIn(form, "text"), url: textIn(form, "url") };
  const [first, ...more] = form
    .getAll("files")
    .filter((file) => typeof file !== "string")
    .filter((file) => file.size > 0 || file.name !== "")
    .slice(0, MAX_FILES)
    .map((file) => ({ name: file.name, bytes: file }));
  return [{ ...texts, file: first ?? null }, ...more.map((file) => ({ title: "", text: "", url: "", file }))];
}

/** Where the app opens when nothing could be kept: the words of the share go with it. */
function addressWithout(draft: ShareDraft): string {
  const words = [draft.url, draft.text, draft.title].filter((text) => text !== "").join("\n");
  const params = new URLSearchParams({ kept: "no", text: words.slice(0, MAX_IN_ADDRESS) });
  return `${SHARED}?${params.toString()}`;
}

async function take(request: Request): Promise<Response> {
  const [first, ...more] = draftsOf(await request.formData());
  try {
    const id = await putShare(first, Date.now());
    for (const draft of more) await putShare(draft, Date.now());
    return Response.redirect(`${SHARED}?id=${id}`, 303);
  } catch {
    // The disk is full: the app opens with the words in its address and says so.
    return Response.redirect(addressWithout(first), 303);
  }
}

export function takeShares(): void {
  registerRoute(
    // Only whole pages: a frame of another site shares nothing.
    ({ url, request, sameOrigin }) =>
      sameOrigin &&
      url.pathname === SHARED &&
      request.mode === "navigate" &&
      request.destination === "document",
    ({ request }) => take(request),
    "POST",
  );
}
