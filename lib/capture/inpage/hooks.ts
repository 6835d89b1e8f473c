/**
 * Runs in every frame before the page's own scripts: remembers what cannot be read back later, keeps WebGL pictures
 * readable, and takes away the ways around the egress door.
 */
import { pageMemory, type PageMemory } from "./memory";

function hookShadowRoots({ roots }: PageMemory): void {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachShadow(init: ShadowRootInit): ShadowRoot {
    const root = attach.call(this, init);
    roots.set(this, root);
    return root;
  };
}

function hookSheets({ sheets, touched }: PageMemory): void {
  const { replaceSync, replace, deleteRule } = CSSStyleSheet.prototype;
  const remember = (sheet: CSSStyleSheet, text: string): void => {
    sheets.set(sheet, { text, rules: sheet.cssRules.length });
  };
  CSSStyleSheet.prototype.replaceSync = function hooked(text: string): void {
    replaceSync.call(this, text);
    remember(this, String(text));
  };
  CSSStyleSheet.prototype.replace = async function hooked(text: string): Promise<CSSStyleSheet> {
    const sheet = await replace.call(this, text);
    remember(this, String(text));
    return sheet;
  };
  CSSStyleSheet.prototype.deleteRule = function hooked(index: number): void {
    deleteRule.call(this, index);
    touched.add(this);
  };
}

function hookRules({ rules, touched }: PageMemory): void {
  const hook = (prototype: CSSStyleSheet | CSSGroupingRule): void => {
    const insertRule = prototype.insertRule;
    prototype.insertRule = function hooked(this: CSSStyleSheet | CSSGroupingRule, text: string, at?: number) {
      const index = insertRule.call(this, text, at);
      const rule = this.cssRules[index];
      if (rule) rules.set(rule, { text: String(text), cssText: rule.cssText });
      const sheet = this instanceof CSSStyleSheet ? this : this.parentStyleSheet;
      if (sheet) touched.add(sheet);
      return index;
    };
  };
  hook(CSSStyleSheet.prototype);
  hook(CSSGroupingRule.prototype);
}

/** A WebGL canvas is cleared after each frame unless asked to keep it: it would be saved empty. */
function keepDrawings(): void {
  const getContext = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = new Proxy(getContext, {
    apply(target, canvas, args: unknown[]) {
      const [kind, options] = args;
      if (typeof kind !== "string" || !kind.includes("webgl")) return Reflect.apply(target, canvas, args);
      const given = typeof options === "object" && options !== null ? options : {};
      return Reflect.apply(target, canvas, [kind, { ...given, preserveDrawingBuffer: true }]);
    },
  });
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
  keepDrawings();
  closeSideDoors();
}

install();
