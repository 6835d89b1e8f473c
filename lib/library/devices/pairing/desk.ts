/**
 * Pairing as one tab shows it: one at a time, from the code to the new device's library. Nothing of it lasts before the
 * end: a tab that is closed or reloaded midway leaves both devices as they were.
 */
import type { RosterFacts } from "../../../ports/roster";
import type { Agreed } from "../../../sync/pairing/agreement";
import { codeSecrets, formatCode, newCode, parseCode } from "../../../sync/pairing/code";
import type { CodeSecrets } from "../../../sync/pairing/code";
import type { LibraryParcel } from "../../../sync/pairing/parcel";
import type { PairingRelay } from "../../../sync/pairing/relay";
import { joinPairing, offerPairing } from "../../../sync/pairing/steps";
import type { Named } from "../../../sync/pairing/steps";
import { PairingFailed } from "../../../sync/pairing/talk";
import { pairingWords } from "../../../sync/pairing/words/words";
import type { Candidate } from "../../../sync/keys/key-ring";
import type { PairingState, SyncStatus } from "../door";
import type { NewMember } from "./new-member";

export interface DeskParts {
  readonly relay: PairingRelay;
  /** This device, as it names itself. */
  readonly own: () => Named;
  /** Where the app was loaded from. */
  readonly origin: () => string;
  readonly links: () => number;
  readonly now: () => number;
  readonly changed: () => void;
  /** What the offering side signs and hands over. */
  readonly admit: (candidate: Candidate) => Promise<LibraryParcel>;
  readonly admitted: (facts: Pick<RosterFacts, "members">) => Promise<void>;
  /** Sees to it that the library has keys. */
  readonly prepare: () => Promise<void>;
  /** What the joining side is and takes. */
  readonly newMember: () => Promise<NewMember>;
  /** When a backup was saved last, ms since 1970; 0 = not since the start. */
  readonly backedUpAt: () => number;
  readonly sync: () => SyncStatus;
  /** A device that is connected holds the same library. */
  readonly isEqual: () => boolean;
}

/** Ms without any progress after which nobody needs to watch: the library comes when the devices meet. */
const WATCHED_FOR = 10_000;

interface Question<T> {
  readonly answer: Promise<T>;
  readonly give: (answer: T) => void;
}

function question<T>(): Question<T> {
  let give: (answer: T) => void = () => undefined;
  const answer = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { answer, give };
}

/** One pairing. */
interface Round {
  readonly stop: AbortController;
  readonly same: Question<boolean>;
  readonly choice: Question<"merge" | "replace">;
  readonly begunAt: number;
}

export class PairingDesk {
  #state: PairingState | null = null;
  #round: Round | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: DeskParts) {}

  get state(): PairingState | null {
    return this.#state;
  }

  close(): void {
    this.#round?.stop.abort();
    clearTimeout(this.#timer);
  }

  /** Resolves when the code can be shown, or why not. */
  async offer(): Promise<void> {
    const round = this.#begin();
    const offered = question<void>();
    const code = newCode();
    void this.#run(round, async () => {
      await this.parts.prepare();
      return this.#offer(round, code, offered.give);
    }).then(offered.give);
    await offered.answer;
  }

  /** Resolves when the other device answered, or why not. */
  async join(typed: string): Promise<void> {
    const round = this.#begin();
    const code = parseCode(typed);
    if (code === null) return this.#end(round, { kind: "failed", reason: "code" });
    this.#show(round, { kind: "joining" });
    const found = question<void>();
    void this.#run(round, async () => this.#join(round, await codeSecrets(code), found.give)).then(
      found.give,
    );
    await found.answer;
  }

  confirm(isSame: boolean): void {
    const state = this.#state;
    if (!this.#round || state?.kind !== "compare") return;
    this.#round.same.give(isSame);
    if (isSame) this.#show(this.#round, { ...state, confirmed: true });
  }

  /** Throws when the library that is here would be put aside without a backup. */
  choose(choice: "merge" | "replace"): void {
    const round = this.#round;
    if (!round || this.#state?.kind !== "choose") return;
    if (choice === "replace" && this.parts.backedUpAt() < round.begunAt)
      throw new Error("A backup has to be saved before this library is replaced.");
    round.choice.give(choice);
  }

  /** Ends what is under way, or puts away how it ended. */
  cancel(): void {
    this.#round?.stop.abort();
    this.#round = null;
    clearTimeout(this.#timer);
    this.#state = null;
    this.parts.changed();
  }

  /** How this device stands with the others has changed: shows how the library comes over. */
  look(): void {
    const round = this.#round;
    const state = this.#state;
    if (!round || state?.kind !== "receiving") return;
    const { progress, mailbox } = this.parts.sync();
    const isHere = this.parts.isEqual() || mailbox.sealedAt > round.begunAt;
    if (isHere) this.#arrived?.();
    else if (progress && (progress.done !== state.done || progress.total !== state.total)) {
      this.#show(round, { kind: "receiving", ...progress });
      this.#watch();
    }
  }

  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#arrived?.(), WATCHED_FOR);
  }

  #arrived: (() => void) | null = null;

  #begin(): Round {
    this.cancel();
    this.#round = {
      stop: new AbortController(),
      same: question(),
      choice: question(),
      begunAt: this.parts.now(),
    };
    return this.#round;
  }

  #show(round: Round, state: PairingState): void {
    if (this.#round !== round) return;
    this.#state = state;
    this.parts.changed();
  }

  #end(round: Round, state: PairingState): void {
    this.#show(round, state);
    if (this.#round === round) this.#round = null;
  }

  async #run(round: Round, run: () => Promise<Named>): Promise<void> {
    try {
      const other = await run();
      this.#end(round, { kind: "done", deviceName: other.name });
    } catch (error) {
      if (round.stop.signal.aborted) return;
      const reason = error instanceof PairingFailed ? error.reason : "lost";
      this.#end(round, { kind: "failed", reason });
      if (!(error instanceof PairingFailed)) throw error;
    }
  }

  async #offer(round: Round, code: string, offered: () => void): Promise<Named> {
    const { parts } = this;
    const show = (lasts: number): void => {
      const offer = {
        code: formatCode(code),
        url: `${parts.origin()}/pair#${formatCode(code)}`,
        expiresAt: parts.now() + lasts,
      };
      this.#show(round, { kind: "offered", offer });
      offered();
    };
    return offerPairing(await codeSecrets(code), parts.relay, {
      ...this.#person(round, "offers"),
      own: parts.own(),
      offered: show,
      admit: parts.admit,
      admitted: parts.admitted,
    });
  }

  async #join(round: Round, code: CodeSecrets, found: () => void): Promise<Named> {
    const { parts } = this;
    const member = await parts.newMember();
    let choice: "merge" | "replace" = "merge";
    const person = this.#person(round, "joins");
    const other = await joinPairing(code, parts.relay, {
      ...person,
      own: parts.own(),
      compare: (agreed, named) => {
        person.compare(agreed, named);
        found();
      },
      agreed: async ({ name }) => {
        const links = parts.links();
        if (links === 0) return;
        this.#show(round, { kind: "choose", links, deviceName: name });
        choice = await orStopped(round.choice.answer, round.stop.signal);
        this.#show(round, { kind: "receiving", done: 0, total: 0 });
      },
      candidate: async () => member.candidate,
      take: (token, parcel) => member.take(token, parcel, choice),
    });
    this.#show(round, { kind: "receiving", done: 0, total: 0 });
    await this.#untilHere(round);
    return other;
  }

  /** Resolves when the library came over, or when it takes so long that nobody watches. */
  #untilHere(round: Round): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(this.#timer);
        this.#arrived = null;
        resolve();
      };
      this.#arrived = done;
      this.#watch();
      round.stop.signal.addEventListener("abort", done);
      this.look();
    });
  }

  #person(round: Round, role: "offers" | "joins") {
    return {
      isSame: orStopped(round.same.answer, round.stop.signal),
      signal: round.stop.signal,
      compare: ({ words, seal }: Pick<Agreed, "words" | "seal">, { name }: Named): void =>
        this.#show(round, {
          kind: "compare",
          words: pairingWords(words),
          seal,
          deviceName: name,
          role,
          confirmed: false,
        }),
    };
  }
}

/** Rejects when the person gives up. */
function orStopped<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new PairingFailed("lost")));
  });
  const either = Promise.race([answer, stopped]);
  either.catch(() => undefined); // the person may give up before anybody asks
  return either;
}
