/**
 * Keeps a note that is being written from ever getting lost. Every keystroke is mirrored at once in this device's
 * storage; the library is given the text when typing pauses, every few seconds while it does not, when the field is left
 * and when the page goes away; the mirror goes when the library has the text durably. A mirror found later, after a crash
 * of the tab, is handed over then. Browsers write the mirror to disk a moment later, so when the whole browser or the
 * machine dies, the last second or so of typing can be missing.
 */
import type { LinkId } from "../../../domain/ids";

export interface NoteDraftParts {
  readonly id: LinkId;
  /** Resolves when the note is durably in the library. */
  readonly save: (note: string) => Promise<unknown>;
  /** Where the mirror lies: `localStorage`, or nothing where the browser has none. */
  readonly mirror: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
  readonly onState?: (state: NoteState) => void;
}

export type NoteState = "kept" | "typing" | "saving" | "failed";

/** Pause in typing after which the note is saved, in milliseconds. */
export const NOTE_PAUSE = 600;
/** Someone who types without a pause is saved this often, in milliseconds. */
export const NOTE_LONGEST = 4000;

export interface NoteDraft {
  /** Text left by an earlier visit that the library never got, or `null`. */
  readonly leftover: string | null;
  type(text: string): void;
  /** Saves what is not saved yet. Resolves when it is durable or has failed. */
  flush(): Promise<void>;
}

const mirrorKey = (id: LinkId) => `linksnap.note.${id}`;

/** Whether an earlier visit left text that the library never got. */
export const hasLeftover = (id: LinkId, mirror: NoteDraftParts["mirror"]): boolean =>
  (quietly(() => mirror?.getItem(mirrorKey(id)) ?? null) ?? null) !== null;

export function createNoteDraft({ id, save, mirror, onState }: NoteDraftParts): NoteDraft {
  const key = mirrorKey(id);
  const leftover = quietly(() => mirror?.getItem(key) ?? null) ?? null;
  let pending: string | null = null;
  /** When the oldest text that the library has not got was typed. */
  let since = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let under: Promise<void> = Promise.resolve();

  const saveNow = async (text: string): Promise<void> => {
    onState?.("saving");
    try {
      await save(text);
    } catch {
      // The mirror still holds the text: it is handed over at the next pause, leaving or visit.
      if (pending === null) pending = text;
      onState?.("failed");
      return;
    }
    if (pending !== null) return;
    quietly(() => mirror?.removeItem(key));
    onState?.("kept");
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    if (pending === null) return under;
    const text = pending;
    pending = null;
    under = under.then(() => saveNow(text));
    return under;
  };

  const type = (text: string) => {
    if (pending === null) since = Date.now();
    pending = text;
    quietly(() => mirror?.setItem(key, text));
    onState?.("typing");
    clearTimeout(timer);
    const left = Math.max(0, since + NOTE_LONGEST - Date.now());
    timer = setTimeout(() => void flush(), Math.min(NOTE_PAUSE, left));
  };

  return { leftover, type, flush };
}

/** Storage may be full or forbidden; the mirror is a second net, the library is the first. */
function quietly<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
