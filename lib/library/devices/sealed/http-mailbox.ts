/** The server's mailbox and sealed files over HTTP, on the origin the app came from. */
import { joined } from "../../../domain/joined";
import { fail, ok } from "../../../domain/result";
import type { Result } from "../../../domain/result";
import type { ServerFailure } from "../../../ports/capture-server";
import type { BoxDoor, BoxParcel, BoxRead, MailboxServer, SealedNames } from "../../../ports/mailbox-server";
import { ask, bearer, jsonOf, memberOf } from "../../http/ask";

type Bytes = Uint8Array<ArrayBuffer>;
type Answer<T> = Promise<Result<T, ServerFailure>>;

const ANSWER_WITHIN = 20_000;
const FILE_WITHIN = 300_000;
const NO_ANSWER: ServerFailure = { kind: "offline" };
/** Times a broken-off base is gone on with. */
const MOST_CUTS = 20;

export class HttpMailbox implements MailboxServer {
  constructor(private readonly token: () => string) {}

  async read(box: string, after: number, waiting?: Parameters<MailboxServer["read"]>[2]): Answer<BoxRead> {
    const { seconds, signal } = waiting ?? { seconds: 0, signal: null };
    const path = `/api/mailbox/${box}?after=${after}&wait=${seconds}`;
    const answer = await this.#ask(path, signal ? { signal } : {}, ANSWER_WITHIN + seconds * 1000);
    if (!answer.ok) return answer;
    const bytes = await bytesOf(answer.value);
    const parcels = bytes && readFrames(bytes);
    return parcels ? ok({ parcels, ...standing(answer.value.headers) }) : fail(NO_ANSWER);
  }

  async append(box: BoxDoor, sealed: Bytes): Answer<number> {
    const answer = await this.#write(`/api/mailbox/${box.id}`, { box, method: "POST", body: sealed });
    if (!answer.ok) return answer;
    const seq = memberOf(await jsonOf(answer.value), "seq");
    return typeof seq === "number" ? ok(seq) : fail(NO_ANSWER);
  }

  async base(box: string): Answer<Bytes> {
    const parts: Bytes[] = [];
    let length = 0;
    let tag = "";
    for (let cut = 0; cut < MOST_CUTS; cut++) {
      const headers = length > 0 ? { range: `bytes=${length}-`, "if-range": tag } : {};
      const answer = await this.#ask(`/api/mailbox/${box}/base`, { headers }, FILE_WITHIN);
      if (!answer.ok) return answer;
      // Another base by now: it begins anew.
      if (answer.value.status === 200) {
        parts.length = 0;
        length = 0;
      }
      tag = answer.value.headers.get("etag") ?? "";
      const isWhole = await collect(answer.value, (part) => {
        parts.push(part);
        length += part.length;
      });
      if (isWhole) return ok(joined(parts));
    }
    return fail(NO_ANSWER);
  }

  async putBase(...[box, read, sealed]: Parameters<MailboxServer["putBase"]>): Answer<string> {
    const path = `/api/mailbox/${box.id}/base?base=${read.base}&upTo=${read.upTo}`;
    const answer = await this.#write(path, { box, method: "PUT", body: sealed });
    if (!answer.ok) return answer;
    const base = memberOf(await jsonOf(answer.value), "base");
    return typeof base === "string" ? ok(base) : fail(NO_ANSWER);
  }

  async sealedNames(after: string): Answer<SealedNames> {
    const answer = await this.#ask(`/api/sealed?after=${after}`, {}, ANSWER_WITHIN);
    if (!answer.ok) return answer;
    const list = await jsonOf(answer.value);
    const names = memberOf(list, "names");
    if (!Array.isArray(names)) return fail(NO_ANSWER);
    return ok({
      names: names.filter((name: unknown) => typeof name === "string"),
      isMore: memberOf(list, "isMore") === true,
      bytes: Number(memberOf(list, "bytes")) || 0,
      budget: Number(memberOf(list, "budget")) || 0,
    });
  }

  async hasSealed(name: string): Answer<boolean> {
    const answer = await this.#ask(`/api/sealed/${name}`, { method: "HEAD" }, ANSWER_WITHIN);
    if (answer.ok) return ok(true);
    return answer.error.kind === "unknown" ? ok(false) : answer;
  }

  async sealed(name: string, from: number): Answer<Bytes> {
    const headers = from > 0 ? { range: `bytes=${from}-` } : {};
    const answer = await this.#ask(`/api/sealed/${name}`, { headers }, FILE_WITHIN);
    if (!answer.ok) return answer;
    const bytes = await bytesOf(answer.value);
    return bytes ? ok(bytes) : fail(NO_ANSWER);
  }

  async putSealed(box: BoxDoor, name: string, sealed: Bytes): Answer<null> {
    const answer = await this.#write(`/api/sealed/${name}`, { box, method: "PUT", body: sealed });
    return answer.ok ? ok(null) : answer;
  }

  async removeSealed(box: BoxDoor, name: string): Answer<null> {
    const answer = await this.#write(`/api/sealed/${name}`, { box, method: "DELETE" });
    return answer.ok ? ok(null) : answer;
  }

  #write(
    path: string,
    { box, method, body }: { readonly box: BoxDoor; readonly method: string; readonly body?: Bytes },
  ): Answer<Response> {
    const headers = { "linksnap-write": box.writeCapability };
    return this.#ask(path, { method, headers, ...(body ? { body } : {}) }, FILE_WITHIN);
  }

  async #ask(path: string, init: Asked, limit: number): Answer<Response> {
    const token = this.token();
    if (token === "") return fail({ kind: "unauthorised" });
    const headers = { ...init.headers, ...bearer(token) };
    return ask(path, { ...init, headers, cache: "no-store" }, limit);
  }
}

/** Where a box stands, as the headers say. */
function standing(headers: Headers): Omit<BoxRead, "parcels"> {
  const number = (name: string): number => Number(headers.get(name)) || 0;
  const [id = "", upTo = "0"] = (headers.get("x-linksnap-base") ?? "").split(" ");
  const base = id === "" ? null : { id, upTo: Number(upTo) };
  return { head: number("x-linksnap-head"), base, bytes: number("x-linksnap-bytes") };
}

type Asked = Omit<RequestInit, "headers"> & { readonly headers?: Readonly<Record<string, string>> };

/** `null` when it broke off. */
async function bytesOf(response: Response): Promise<Bytes | null> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    return null; // broken off half way
  }
}

/** Hands out the parts as they come; answers whether all came. */
async function collect(response: Response, take: (part: Bytes) => void): Promise<boolean> {
  const reader = response.body?.getReader();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) take(part.value);
    return true;
  } catch {
    return false; // broken off half way: gone on with
  }
}

/** Number (8 bytes), length (4 bytes), parcel, and so on; `null` when it is cut off. */
function readFrames(bytes: Bytes): BoxParcel[] | null {
  const view = new DataView(bytes.buffer);
  const parcels: BoxParcel[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 12 > bytes.length) return null;
    const [seq, length] = [Number(view.getBigUint64(at)), view.getUint32(at + 8)];
    at += 12;
    if (at + length > bytes.length) return null;
    parcels.push({ seq, sealed: bytes.slice(at, at + length) });
    at += length;
  }
  return parcels;
}
