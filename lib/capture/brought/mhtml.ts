/**
 * Reads MHTML (RFC 2557), as browsers save a page "in a single file": the page itself and its parts by their addresses.
 * Total: what is none gives `null`. Parts that name each other by `cid:` get addresses that can be asked for.
 */

export interface MhtmlPart {
  /** Without parameters, lower case. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface Mhtml {
  readonly page: MhtmlPart;
  readonly parts: ReadonlyMap<string, MhtmlPart>;
}

/** Host of addresses that stand for `cid:`; nobody can have it. */
const CID_ORIGIN = "https://cid.invalid/";
const MAX_PARTS = 2_000;

type Headers = ReadonlyMap<string, string>;

/** Headers and body of a part. Text of one byte a character: bodies are bytes. */
function splitPart(raw: string): { headers: Headers; body: string } {
  const gap = /\r?\n\r?\n/.exec(raw);
  const head = gap ? raw.slice(0, gap.index) : raw;
  const headers = new Map<string, string>();
  // A line that begins with a space goes on with the one before it.
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const at = line.indexOf(":");
    if (at > 0) headers.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
  }
  return { headers, body: gap ? raw.slice(gap.index + gap[0].length) : "" };
}

const typeOf = (headers: Headers): string =>
  (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";

function boundaryOf(headers: Headers): string {
  const found = /boundary\s*=\s*(?:"([^"]+)"|([^;\s]+))/i.exec(headers.get("content-type") ?? "");
  return found?.[1] ?? found?.[2] ?? "";
}

function decode(body: string, encoding: string): Buffer {
  switch (encoding.trim().toLowerCase()) {
    case "base64":
      return Buffer.from(body, "base64");
    case "quoted-printable":
      return Buffer.from(
        body
          .replace(/[ \t]+(?=\r?\n)/g, "")
          .replace(/=\r?\n/g, "")
          .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        "latin1",
      );
    default:
      return Buffer.from(body, "latin1");
  }
}

const NAMING: ReadonlySet<string> = new Set(["text/html", "text/css", "image/svg+xml"]);

/** `cid:` in documents becomes an address that is served from the file; shadow trees of older files become readable. */
function readable({ type, bytes }: MhtmlPart): MhtmlPart {
  if (!NAMING.has(type)) return { type, bytes };
  const text = Buffer.from(bytes)
    .toString("latin1")
    .replace(/\bcid:([^"'\s)>&]+)/gi, (_, id: string) => CID_ORIGIN + encodeURIComponent(id))
    .replace(/(<template\b[^>]*?\s)shadowmode=/gi, "$1shadowrootmode=");
  return { type, bytes: Buffer.from(text, "latin1") };
}

function namesOf(headers: Headers): string[] {
  const location = headers.get("content-location") ?? "";
  const ids = [/<([^>]+)>/.exec(headers.get("content-id") ?? "")?.[1], /^cid:(.+)$/i.exec(location)?.[1]];
  const cids = ids.flatMap((id) => (id ? [CID_ORIGIN + encodeURIComponent(id)] : []));
  return URL.canParse(location) ? [...cids, new URL(location).href] : cids;
}

function partOf(raw: string): { headers: Headers; part: MhtmlPart } {
  const { headers, body } = splitPart(raw.replace(/^\r?\n/, "").replace(/\r?\n$/, ""));
  const bytes = decode(body, headers.get("content-transfer-encoding") ?? "");
  return { headers, part: readable({ type: typeOf(headers), bytes }) };
}

/** `null` for what is no MHTML, or holds no page. */
export function readMhtml(bytes: Uint8Array): Mhtml | null {
  const whole = splitPart(Buffer.from(bytes).toString("latin1"));
  const boundary = boundaryOf(whole.headers);
  if (boundary === "" || !typeOf(whole.headers).startsWith("multipart/")) return null;
  let page: MhtmlPart | null = null;
  const parts = new Map<string, MhtmlPart>();
  for (const raw of whole.body.split(`--${boundary}`).slice(1, MAX_PARTS)) {
    if (raw.startsWith("--")) break;
    const { headers, part } = partOf(raw);
    if (!page && /^(text\/html|application\/xhtml\+xml)$/.test(part.type)) page = part;
    else for (const name of namesOf(headers)) if (!parts.has(name)) parts.set(name, part);
  }
  return page ? { page, parts } : null;
}
