/**
 * The keyboard of the tag field as a pure table: what a key does, given what is typed and which option is marked. Keys
 * that belong to an input method (composition) never reach it.
 */
import { cleanTag, tagKey } from "../../domain/tag";

export interface FieldState {
  readonly text: string;
  readonly open: boolean;
  /** Index of the marked option, or -1. */
  readonly active: number;
}

export const emptyField: FieldState = { text: "", open: false, active: -1 };

export type KeyOutcome =
  /** Not ours: the browser or the surroundings may act. */
  | { readonly kind: "pass" }
  | { readonly kind: "state"; readonly state: FieldState }
  /** Add the marked option. */
  | { readonly kind: "choose"; readonly index: number }
  /** Add what is typed. */
  | { readonly kind: "add" }
  | { readonly kind: "remove-last" };

export interface FieldKey {
  readonly key: string;
  /** Held down: a held Backspace must not run on from the text into the tags. */
  readonly repeat: boolean;
}

type Rule = (state: FieldState, options: number, repeat: boolean) => KeyOutcome;
const pass: KeyOutcome = { kind: "pass" };

/** Whether Escape belongs to the field: its list shows, or something is typed. */
export const hasSomethingToClose = (state: FieldState, options: number): boolean =>
  (state.open && options > 0) || state.text !== "";

const rules: Readonly<Record<string, Rule>> = {
  ArrowDown: (state, options) => moved(state, options, 1),
  ArrowUp: (state, options) => moved(state, options, -1),
  Enter: (state, options) => {
    if (state.open && state.active >= 0 && state.active < options)
      return { kind: "choose", index: state.active };
    return state.text.trim() === "" ? pass : { kind: "add" };
  },
  Backspace: (state, _, repeat) => (state.text === "" && !repeat ? { kind: "remove-last" } : pass),
  Escape: (state, options) =>
    hasSomethingToClose(state, options) ? { kind: "state", state: emptyField } : pass,
};

/**
 * The option that Enter gives: the marked one, else the one that says what is typed, be it a tag there is or a new one.
 * -1: none of them.
 */
export function entered(
  { text, open, active }: FieldState,
  options: readonly { readonly key: string }[],
): number {
  if (open && active >= 0 && active < options.length) return active;
  const key = tagKey(cleanTag(text));
  return key === "" ? -1 : options.findIndex((option) => option.key === key);
}

/** `options` is how many options are on offer. */
export function keyOutcome(pressed: FieldKey, state: FieldState, options: number): KeyOutcome {
  const rule = Object.hasOwn(rules, pressed.key) ? rules[pressed.key] : undefined;
  return rule ? rule(state, options, pressed.repeat) : pass;
}

/** Marks the next option, round the ends. The first ArrowDown opens the list. */
function moved(state: FieldState, options: number, step: 1 | -1): KeyOutcome {
  if (options === 0) return pass;
  const from = state.open ? state.active : -1;
  const start = from < 0 && step < 0 ? options : from;
  const active = (start + step + options) % options;
  return { kind: "state", state: { ...state, open: true, active } };
}
