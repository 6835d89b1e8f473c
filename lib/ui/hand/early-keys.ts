/**
 * Keys and pasted text that came before those who answer them were there. The script in the head holds them
 * (pre-paint.ts); they are done again here, in their order, when the screen is there, and then the script lets go:
 * nothing is lost, and nothing happens twice. What is typed meanwhile waits behind them.
 */

/** One key or one pasted text. `field`: where the focus was, when it was where one types. */
type Held = { readonly field: Element | null } & (
  | { readonly text: string }
  | (KeyboardEventInit & { readonly key: string })
);

interface Early {
  readonly held: Held[];
  readonly end: () => void;
}

const NAME = "linksnapEarly";
const LOOK_MS = 25;
/** How long a screen may take to come, in ms: what is held longer than that was meant for something else. */
const PATIENCE_MS = 5000;
const FIELD = "input, textarea, select, [contenteditable]";
/** After these a person types into what they open. */
const OPENERS = ["/", "l", "k", "t", "m", "?"];

const isEarly = (value: unknown): value is Early =>
  typeof value === "object" && value !== null && Array.isArray(Reflect.get(value, "held"));

const field = (): Element | null => document.activeElement?.closest(FIELD) ?? null;

/** The view has come, and its list, if it shows one, is whole: a key may mean one of its rows. */
function isThere(): boolean {
  if (!document.querySelector("main")) return false;
  const list = document.querySelector("main .vlist__box");
  if (!list) return true;
  if (list.getAttribute("aria-busy") === "true") return false;
  return document.querySelector("main [role=option], main .empty") !== null;
}

const isOpen = (): boolean => field() !== null || document.activeElement?.closest("[role=dialog]") != null;

/** Resolves to whether it became so, twice in turn: what listens is wired up a moment after it is drawn. */
async function until(isSo: () => boolean): Promise<boolean> {
  const end = performance.now() + PATIENCE_MS;
  for (let times = 0; times < 2; ) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    times = isSo() ? times + 1 : 0;
  }
  return true;
}

/** Writes as if it had been typed, so that the field's own listeners hear it. */
const write = (text: string): boolean => document.execCommand("insertText", false, text);

function paste(text: string): void {
  if (field()) {
    write(text);
    return;
  }
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  (document.activeElement ?? document.body).dispatchEvent(event);
}

function type(key: string): void {
  if (key.length === 1) write(key);
  else if (key === "Backspace") document.execCommand("delete");
  else if (key === "Enter") document.activeElement?.closest("form")?.requestSubmit();
}

/** Presses the key once more; answers whether somebody took it. */
function press(init: KeyboardEventInit & { readonly key: string }): boolean {
  const event = new KeyboardEvent("keydown", { ...init, bubbles: true, cancelable: true, composed: true });
  (document.activeElement ?? document.body).dispatchEvent(event);
  if (event.defaultPrevented) return true;
  if (field() && !init.ctrlKey && !init.metaKey) type(init.key);
  return false;
}

/** Whether a key opens what is typed into. The second of two keys leads to a place instead. */
const opens = (key: string, before: string): boolean => before !== "g" && OPENERS.includes(key.toLowerCase());

/** Does one of them; false when what follows it has lost its place. `before`: the key before it. */
async function redo(one: Held, before: string): Promise<boolean> {
  if ("text" in one) {
    paste(one.text);
    return true;
  }
  const { href } = window.location;
  const wasOpen = isOpen();
  const isTaken = press(one);
  if (window.location.href !== href && !(await until(isThere))) return false;
  return !isTaken || wasOpen || !opens(one.key, before) || until(isOpen);
}

/** Whether the focus is where it was, or where a key that was held has led it. */
const isInPlace = (one: Held, isLed: boolean): boolean => isLed || field() === one.field;

/** Hands everything over that was held, and ends the holding. Call it once, when the keys of every screen are heard. */
export async function handOverEarlyKeys(): Promise<void> {
  const early: unknown = Reflect.get(window, NAME);
  if (!isEarly(early)) return;
  Reflect.deleteProperty(window, NAME);
  let isLed = false;
  let last = "";
  let isWell = early.held.length === 0 || (await until(isThere));
  for (let one = early.held[0]; one && isWell; one = early.held[0]) {
    const before = field();
    if (isInPlace(one, isLed)) isWell = await redo(one, last);
    isLed ||= before !== field();
    last = "key" in one ? one.key : "";
    early.held.shift();
  }
  early.end();
}
