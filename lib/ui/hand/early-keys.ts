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
const OPENERS = ["/", "t", "m", "?"];
const OPENERS_WITH_COMMAND = ["l", "k"];

const isEarly = (value: unknown): value is Early =>
  typeof value === "object" && value !== null && Array.isArray(Reflect.get(value, "held"));

const field = (): Element | null => document.activeElement?.closest(FIELD) ?? null;

const isShown = (): boolean => document.querySelector("main") !== null;

/** Its list, if it shows one, is whole: a key may mean one of its rows. */
function isWhole(): boolean {
  const list = document.querySelector("main .vlist__box");
  if (!list) return isShown();
  if (list.getAttribute("aria-busy") === "true") return false;
  return document.querySelector("main [role=option], main .empty") !== null;
}

const isOpen = (): boolean => field() !== null || document.activeElement?.closest("[role=dialog]") != null;

/** Resolves to whether it became so, as often in turn as it is asked to be. */
async function until(isSo: () => boolean, times: number): Promise<boolean> {
  const end = performance.now() + PATIENCE_MS;
  for (let seen = 0; ; ) {
    seen = isSo() ? seen + 1 : 0;
    if (seen >= times) return true;
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** How often: what listens is wired up a moment after it is drawn. */
const LOOKS = 3;

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

type HeldKey = Extract<Held, { readonly key: string }>;

const isCombined = ({ ctrlKey = false, metaKey = false }: HeldKey): boolean => ctrlKey || metaKey;

/** Whether a key opens what is typed into. */
const opens = (one: HeldKey): boolean =>
  (isCombined(one) ? OPENERS_WITH_COMMAND : OPENERS).includes(one.key.toLowerCase());

/** Does one key; false when what follows it has lost its place. `before`: the key before it. */
async function redo(one: HeldKey, before: string): Promise<boolean> {
  // The second of two keys leads to a place; where one types already, a key is text.
  const leads = isOpen() || one.key === "g" || before === "g";
  const isOpener = !leads && opens(one);
  if (!leads && !isOpener) await until(isWhole, LOOKS);
  const { href } = window.location;
  const isTaken = press(one);
  if (window.location.href !== href && !(await until(isShown, LOOKS))) return false;
  return !isTaken || !isOpener || until(isOpen, 1);
}

/** Whether the focus is where it was, or where a key that was held has led it. */
const isInPlace = (one: Held, isLed: boolean): boolean => isLed || field() === one.field;

/** A letter may mean text for what did not open; what else is held means the same anywhere. */
const isLetter = (one: Held): boolean => "key" in one && one.key.length === 1 && !isCombined(one);

async function doOnce(one: Held, before: string): Promise<boolean> {
  if ("key" in one) return redo(one, before);
  paste(one.text);
  return true;
}

/** Hands everything over that was held, and ends the holding. Call it once, when the keys of every screen are heard. */
export async function handOverEarlyKeys(): Promise<void> {
  const early: unknown = Reflect.get(window, NAME);
  if (!isEarly(early)) return;
  Reflect.deleteProperty(window, NAME);
  let isLed = false;
  let last = "";
  let isWell = early.held.length === 0 || (await until(isShown, LOOKS));
  for (let one = early.held[0]; one; one = early.held[0]) {
    const before = field();
    if (isInPlace(one, isLed) && (isWell || !isLetter(one))) isWell = (await doOnce(one, last)) && isWell;
    isLed ||= before !== field();
    last = "key" in one ? one.key : "";
    early.held.shift();
  }
  early.end();
}
