"use client";
/**
 * The note of a link, always ready to be written in. It is saved when typing pauses, on leaving the field and on leaving
 * the page; see note-draft.ts for why none of it gets lost.
 */
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from "react";
import type { LinkId } from "../../../domain/ids";
import { useLibrary } from "../../library-context";
import { useText } from "../../text/use-text";
import { createNoteDraft, type NoteDraft, type NoteState } from "./note-draft";

interface NoteEditorProps {
  readonly id: LinkId;
  /** The note as the library has it. */
  readonly note: string;
  readonly language: string;
  readonly inputRef?: RefObject<HTMLTextAreaElement | null>;
  /** The field was left, and what was typed is durably in the library. */
  readonly onKept?: () => void;
}

/** Give it the link's id as `key`: a draft belongs to one link. */
export function NoteEditor({ id, note, language, inputRef, onKept }: NoteEditorProps) {
  const { t } = useText();
  const [state, setState] = useState<NoteState>("kept");
  const latest = useRef<NoteState>("kept");
  const told = useCallback((next: NoteState) => {
    latest.current = next;
    setState(next);
  }, []);
  const draft = useDraft(id, told);
  const [text, setText] = useState(draft.leftover ?? note);
  const typing = state !== "kept";
  // Changes from elsewhere (another tab, another device, Undo) show as long as nothing here waits to be saved.
  const [seen, setSeen] = useState(note);
  if (note !== seen) {
    setSeen(note);
    if (!typing) setText(note);
  }
  const type = (next: string) => {
    setText(next);
    draft.type(next);
  };
  return (
    <div className="note">
      <textarea
        ref={inputRef}
        className="note__in"
        aria-label={t.link.note.name}
        placeholder={t.link.note.empty}
        lang={language || undefined}
        value={text}
        maxLength={MAX_NOTE}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={(event) => {
          const field = event.currentTarget;
          void draft.flush().then(() => {
            if (latest.current === "kept" && document.activeElement !== field) onKept?.();
          });
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          event.currentTarget.blur();
        }}
      />
      <p className="note__state" role="status">
        {stateWords(state, t.link.note)}
      </p>
    </div>
  );
}

/** As long as the note's cell may be; typing beyond it would be cut off silently. */
const MAX_NOTE = 200_000;

function stateWords(state: NoteState, words: { saving: string; kept: string; failed: string }): string {
  if (state === "failed") return words.failed;
  return state === "saving" ? words.saving : "";
}

function useDraft(id: LinkId, onState: (state: NoteState) => void): NoteDraft {
  const library = useLibrary();
  const draft = useMemo(
    () =>
      createNoteDraft({
        id,
        save: (note) => library.patch(id, { note }),
        mirror: mirror(),
        onState,
      }),
    [id, library, onState],
  );
  const handedOver = useRef<NoteDraft | null>(null);
  useEffect(() => {
    if (draft.leftover !== null && handedOver.current !== draft) {
      handedOver.current = draft;
      draft.type(draft.leftover);
    }
    const leave = () => void draft.flush();
    const hidden = () => {
      if (document.visibilityState === "hidden") leave();
    };
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", hidden);
      leave();
    };
  }, [draft]);
  return draft;
}

/** Reading `localStorage` throws where the browser forbids storage. */
export function mirror(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
