/**
 * Runs in every frame before the page's own scripts: remembers what cannot be read back later, keeps WebGL pictures
 * readable, and takes away the ways around the egress door.
 */
import { pageMemory, printOf, type PageMemory } from "./memory";

/** Lets `after` see every call of a method that went well. */
function observe<T extends object>(
  prototype: T,
  name: keyof T & string,
  after: (self: unknown, args: readonly unknown[], result: unknown) => void,
): void {
  const method: unknown = Reflect.get(prototype, name);
  if (typeof method !== "function") return;
  const observed = new Proxy(method, {
    apply(target, self, args: unknown[]) {
      const result: unknown = Reflect.apply(target, self, args);
      after(self, args, result);
      return result;
    },
  });
  Reflect.set(prototype, name, observed);
}

/** Lets `before` see every reading of a property. */
function observeReading(prototype: object, name: string, before: (self: unknown) => void): void {
  const property = Object.getOwnPropertyDescriptor(prototype, name);
  const get: unknown = property && Reflect.get(property, "get");
  if (typeof get !== "function") return;
  const observed = new Proxy(get, {
    apply(target, self: unknown, args) {
      before(self);
      return Reflect.apply(target, self, args);
    },
  });
  Reflect.defineProperty(prototype, name, Object.assign({}, property, { get: observed }));
}

function hookShadowRoots({ roots }: PageMemory): void {
  observe(Element.prototype, "attachShadow", (self, _args, root) => {
    if (self instanceof Element && root instanceof ShadowRoot) roots.set(self, root);
  });
}

function hookSheets({ sheets, touched, watched, rulesOf }: PageMemory): void {
  const remember = (sheet: unknown, text: unknown): void => {
    if (!(sheet instanceof CSSStyleSheet) || typeof text !== "string") return;
    sheets.set(sheet, { text, rules: rulesOf(sheet).length });
    // A script may still hold the list, which has other rules now.
    if (watched.has(sheet)) watched.set(sheet, printOf(sheet));
  };
  observe(CSSStyleSheet.prototype, "replaceSync", (sheet, [text]) => remember(sheet, text));
  observe(CSSStyleSheet.prototype, "replace", (sheet, [text], done) => {
    // The page handles a failure; ours is only the success.
    if (done instanceof Promise) done.then(() => remember(sheet, text)).catch(() => undefined);
  });
  for (const name of ["deleteRule", "addRule", "removeRule"] as const)
    observe(CSSStyleSheet.prototype, name, (sheet) => {
      if (sheet instanceof CSSStyleSheet) touched.add(sheet);
    });
}

function hookRules({ rules, touched, rulesOf }: PageMemory): void {
  const remember = (owner: unknown, [text]: readonly unknown[], index: unknown): void => {
    if (!(owner instanceof CSSStyleSheet) && !(owner instanceof CSSGroupingRule)) return;
    const list = owner instanceof CSSStyleSheet ? rulesOf(owner) : owner.cssRules;
    const rule = typeof index === "number" ? list[index] : undefined;
    if (rule && typeof text === "string") rules.set(rule, { text, cssText: rule.cssText });
    const sheet = owner instanceof CSSStyleSheet ? owner : owner.parentStyleSheet;
    if (sheet) touched.add(sheet);
  };
  observe(CSSStyleSheet.prototype, "insertRule", remember);
  observe(CSSGroupingRule.prototype, "insertRule", remember);
}

/**
 * A rule can be changed in a dozen ways (its declarations, selector, condition, the rules inside of it), but first it has
 * to be taken from its sheet.
 */
function hookReading({ watched }: PageMemory): void {
  const watch = (sheet: unknown): void => {
    if (!(sheet instanceof CSSStyleSheet) || watched.has(sheet)) return;
    const print = printOf(sheet);
    // There is nothing in it to change, or nothing may be read.
    if (print !== "") watched.set(sheet, print);
  };
  observeReading(CSSStyleSheet.prototype, "cssRules", watch);
  observeReading(CSSStyleSheet.prototype, "rules", watch);
}

/** A WebGL canvas is cleared after each frame unless asked to keep it: it would be saved empty. */
function keepDrawings(): void {
  const { prototype } = HTMLCanvasElement;
  const method: unknown = Reflect.get(prototype, "getContext");
  if (typeof method !== "function") return;
  const keeping = new Proxy(method, {
    apply(target, canvas, args: unknown[]) {
      const [kind, options] = args;
      if (typeof kind !== "string" || !kind.includes("webgl")) return Reflect.apply(target, canvas, args);
      const given = typeof options === "object" && options !== null ? options : {};
      return Reflect.apply(target, canvas, [kind, { ...given, preserveDrawingBuffer: true }]);
    },
  });
  Reflect.set(prototype, "getContext", keeping);
}

/** Channels that do not go through the door, or outlive the page. */
function closeSideDoors(): void {
  const names = [
    "RTCPeerConnection",
    "webkitRTCPeerConnection",
    "RTCDataChannel",
    "WebTransport",
    "WebSocketStream",
    "SharedWorker",
  ];
  for (const name of names) Reflect.deleteProperty(globalThis, name);
  globalThis.open = () => null;
}

function install(): void {
  const memory = pageMemory();
  hookShadowRoots(memory);
  hookSheets(memory);
  hookRules(memory);
  hookReading(memory);
  keepDrawings();
  closeSideDoors();
}

install();
