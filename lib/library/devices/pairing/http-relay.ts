/** The server's pairings over HTTP, for both sides: the one with a token of the library, and the one without. */
import type { Answer, PairingRelay, RelayFailure, Seat } from "../../../sync/pairing/relay";
import { memberOf } from "../../../sync/pairing/talk";

const ANSWER_WITHIN = 15_000;
/** The server answers within 20 s, with or without notes. */
const NOTES_WITHIN = 30_000;
const PATH = "/api/pairings";

interface Asked {
  readonly method: "GET" | "POST" | "DELETE";
  readonly bearer?: string;
  readonly body?: unknown;
  readonly within?: number;
  readonly signal?: AbortSignal;
}

async function ask(path: string, { method, bearer, body, within, signal }: Asked): Promise<Answer<unknown>> {
  const limit = AbortSignal.timeout(within ?? ANSWER_WITHIN);
  try {
    const response = await fetch(path, {
      method,
      headers: {
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
    });
    if (!response.ok) return { ok: false, error: failureOf(response.status) };
    return { ok: true, value: await response.json() };
  } catch {
    return { ok: false, error: "offline" }; // no answer, or one that is not this server's
  }
}

/** Without a token that is known, the server is of as little use as one that is away. */
function failureOf(status: number): RelayFailure {
  if (status === 429) return "locked";
  return status === 401 || status === 403 || status >= 500 ? "offline" : "gone";
}

const offline = { ok: false, error: "offline" } as const;
const done = { ok: true, value: null } as const;

class HttpSeat implements Seat {
  constructor(
    private readonly path: string,
    private readonly bearer: string,
  ) {}

  async read(
    from: number,
    signal: AbortSignal,
  ): Promise<Answer<{ notes: readonly string[]; isOver: boolean }>> {
    const { path, bearer } = this;
    const answer = await ask(`${path}/messages?from=${from}`, {
      method: "GET",
      bearer,
      within: NOTES_WITHIN,
      signal,
    });
    if (!answer.ok) return answer;
    const [notes, isOver] = [memberOf(answer.value, "notes"), memberOf(answer.value, "isOver")];
    if (!Array.isArray(notes)) return offline;
    const texts = notes.filter((note: unknown) => typeof note === "string");
    return { ok: true, value: { notes: texts, isOver: isOver === true } };
  }

  async leave(note: string): Promise<Answer<null>> {
    const answer = await this.#post("messages", { note });
    return answer.ok ? done : answer;
  }

  async grant(deviceName: string): Promise<Answer<string>> {
    const answer = await this.#post("grant", { deviceName });
    if (!answer.ok) return answer;
    const id = memberOf(answer.value, "id");
    return typeof id === "string" ? { ok: true, value: id } : offline;
  }

  async revoke(token: string): Promise<void> {
    await endToken(this.bearer, token);
  }

  async end(): Promise<void> {
    await ask(this.path, { method: "DELETE", bearer: this.bearer });
  }

  #post(what: string, body: unknown): Promise<Answer<unknown>> {
    return ask(`${this.path}/${what}`, { method: "POST", bearer: this.bearer, body });
  }
}

/** `token`: asked when it is needed. */
export const httpRelay = (token: () => string): PairingRelay => ({
  offer: async (what) => {
    const bearer = token();
    if (bearer === "") return offline;
    const answer = await ask(PATH, { method: "POST", bearer, body: what });
    if (!answer.ok) return answer;
    const lasts = Number(memberOf(answer.value, "lasts"));
    return { ok: true, value: { seat: new HttpSeat(`${PATH}/${what.locator}`, bearer), lasts } };
  },
  join: async (locator, proof) => {
    const answer = await ask(`${PATH}/${locator}/join`, { method: "POST", body: { proof } });
    if (!answer.ok) return answer;
    const [ticket, opening] = [memberOf(answer.value, "ticket"), memberOf(answer.value, "opening")];
    if (typeof ticket !== "string" || typeof opening !== "string") return offline;
    return { ok: true, value: { seat: new HttpSeat(`${PATH}/${locator}`, ticket), opening } };
  },
});

/** Name of a token at the server; `null` when it gives no answer. */
export async function nameOfToken(bearer: string): Promise<string | null> {
  const answer = await ask("/api/devices", { method: "GET", bearer });
  const self = answer.ok ? memberOf(answer.value, "self") : null;
  return typeof self === "string" ? self : null;
}

/** Whether the server says that a device of the library ended this token. */
export async function wasTakenOut(bearer: string): Promise<boolean> {
  try {
    const headers = { authorization: `Bearer ${bearer}` };
    const signal = AbortSignal.timeout(ANSWER_WITHIN);
    const response = await fetch("/api/devices", { headers, signal, cache: "no-store", redirect: "error" });
    if (response.status !== 401) return false;
    return memberOf(memberOf(await response.json(), "error"), "code") === "taken-out";
  } catch {
    return false; // no answer, or none that is this server's
  }
}

/** Ends a device's token. Resolves to whether it is known to be over. */
export async function endToken(bearer: string, token: string): Promise<boolean> {
  if (bearer === "") return false;
  const path = `/api/devices/${encodeURIComponent(token)}`;
  const answer = await ask(path, { method: "DELETE", bearer });
  return answer.ok || answer.error === "gone";
}
