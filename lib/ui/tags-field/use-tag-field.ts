"use client";
/**
 * State of one tag field: what is typed, which options fit, and what each event does. Texts of an input method
 * (composition) are left alone until it has finished.
 */
import {
  useEffect,
  useMemo,
  useState,
  type CompositionEvent,
  type Dispatch,
  type FocusEvent,
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  type SetStateAction,
} from "react";
import { cleanTag, tagKey } from "../../domain/tag";
import { useLibrary, useLive } from "../library-context";
import { emptyField, hasSomethingToClose, keyOutcome, type FieldState, type KeyOutcome } from "./tag-keys";
import { finishedTags, knownTags, tagOptions, type KnownTag, type TagOption } from "./tag-options";

export interface TagFieldParts {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly tags: readonly string[];
  readonly onAdd: (tags: readonly string[]) => void;
  readonly onRemove: (tag: string) => void;
  /** Tags not offered although they are not among `tags`. */
  readonly besides?: readonly string[];
  /** The list waits for a letter or an arrow: where it would lie over what the person has to see or press next. */
  readonly waits?: boolean;
}

export interface TagField {
  readonly known: readonly KnownTag[];
  readonly state: FieldState;
  readonly options: readonly TagOption[];
  readonly choose: (index: number) => void;
  readonly handlers: {
    readonly onInput: (event: FormEvent<HTMLInputElement>) => void;
    readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
    readonly onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => void;
    readonly onFocus: () => void;
    readonly onClick: () => void;
    readonly onBlur: (event: FocusEvent<HTMLInputElement>) => void;
  };
}

const none: readonly string[] = [];

/** All tags of the library as a flat list. */
export function useKnownTags(): readonly KnownTag[] {
  const roots = useLive(useLibrary().tags);
  return useMemo(() => knownTags(roots ?? []), [roots]);
}

const isComposingInput = (event: FormEvent) =>
  event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing;

export function useTagField({
  input,
  tags,
  onAdd,
  onRemove,
  besides = none,
  waits = false,
}: TagFieldParts): TagField {
  const known = useKnownTags();
  const [state, setState] = useState<FieldState>(emptyField);
  const chosen = useMemo(() => new Set([...tags, ...besides].map(tagKey)), [tags, besides]);
  const options = useMemo(() => tagOptions(state.text, known, chosen), [state.text, known, chosen]);

  useEscapeFirst(hasSomethingToClose(state, options.length), input, setState);

  const add = (typed: readonly string[]) => {
    const fresh = typed.map(cleanTag).filter((tag) => tag !== "" && !chosen.has(tagKey(tag)));
    if (fresh.length > 0) onAdd(fresh);
  };
  const addAndGoOn = (typed: string) => {
    add([typed]);
    setState({ ...emptyField, open: !waits });
  };
  const choose = (index: number) => addAndGoOn(options[index]?.label ?? "");
  const removeLast = () => {
    const last = tags.at(-1);
    if (last !== undefined) onRemove(last);
  };
  const act = (outcome: KeyOutcome) => {
    if (outcome.kind === "state") setState(outcome.state);
    else if (outcome.kind === "choose") choose(outcome.index);
    else if (outcome.kind === "add") addAndGoOn(state.text);
    else if (outcome.kind === "remove-last") removeLast();
  };
  return {
    known,
    state,
    options,
    choose,
    handlers: handlersOf({ state, setState, options, add, act, waits }),
  };
}

/**
 * Escape closes the list before it closes the sheet or dialog around the field. Dialogs listen on the document before
 * anything inside of them hears a key, so this listens one step earlier, on the window.
 */
function useEscapeFirst(
  closable: boolean,
  input: RefObject<HTMLInputElement | null>,
  setState: Dispatch<SetStateAction<FieldState>>,
): void {
  useEffect(() => {
    if (!closable) return undefined;
    const pressed = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape" || event.target !== input.current) return;
      event.preventDefault();
      event.stopPropagation();
      setState(emptyField);
    };
    window.addEventListener("keydown", pressed, { capture: true });
    return () => window.removeEventListener("keydown", pressed, { capture: true });
  }, [closable, input, setState]);
}

interface HandlerParts {
  readonly state: FieldState;
  readonly setState: Dispatch<SetStateAction<FieldState>>;
  readonly options: readonly TagOption[];
  readonly add: (typed: readonly string[]) => void;
  readonly act: (outcome: KeyOutcome) => void;
  readonly waits: boolean;
}

function handlersOf({ state, setState, options, add, act, waits }: HandlerParts): TagField["handlers"] {
  const take = (text: string) => {
    const { finished, rest } = finishedTags(text);
    add(finished);
    setState({ text: rest, open: !waits || rest !== "", active: -1 });
  };
  return {
    onInput: (event) => {
      const text = event.currentTarget.value;
      if (isComposingInput(event)) setState({ text, open: true, active: -1 });
      else take(text);
    },
    onCompositionEnd: (event) => take(event.currentTarget.value),
    onKeyDown: (event) => {
      const outcome = keyOutcome({ key: event.key, repeat: event.repeat }, state, options.length);
      if (outcome.kind === "pass") return;
      event.preventDefault();
      event.stopPropagation();
      act(outcome);
    },
    onFocus: () => setState((now) => ({ ...now, open: !waits })),
    onClick: () => setState((now) => ({ ...now, open: true })),
    // What was typed is meant: leaving the field adds it instead of losing it.
    onBlur: (event) => {
      add([event.currentTarget.value]);
      setState(emptyField);
    },
  };
}
