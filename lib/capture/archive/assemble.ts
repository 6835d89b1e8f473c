/**
 * Puts one archived document together from what the page's frames handed out: resources get their names, style sheets
 * are rewritten, frames move into their places. Nothing is fetched here that the browser already had.
 */
import type { Frame } from "playwright";
import { ARCHIVED_PAGE_META_CSP } from "../../domain/archived-page";
import { disarmNames } from "../../domain/compose";
import { OutOfTime } from "../child/budget";
import type { Scene } from "../child/scene";
import { INDEX_PROPERTY, isTokenLetter, type FrozenCss, type FrozenFrame, type TokenLetter } from "../frozen";
import { pictureSize } from "../sniff";
import { drawCanvases } from "./canvases";
import { rewriteCss } from "./css";
import { seenNames, type SeenNames } from "./css-unused";
import { decodeCss } from "./css-charset";
import type { ResourceKind } from "./resources";

const MAX_FRAMES = 40;
const FRAME_MS = 15_000;
const MISSING = "data:,";

const HEAD = `<meta http-equiv="Content-Security-Policy" content="${ARCHIVED_PAGE_META_CSP}"><meta charset="utf-8"><meta name="referrer" content="no-referrer">`;

const escapeAttribute = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const posterAttribute = (name: string): string => (name === MISSING ? "" : ` poster="${name}"`);

/** Text of a style sheet as the inside of a `<style>` element. */
const asStyle = (text: string): string => text.replaceAll(/<\/(style)/gi, String.raw`<\/$1`);

/** What the sheets of one frame are rewritten with. */
interface Styling {
  readonly frozen: FrozenFrame;
  readonly seen: SeenNames | null;
  /** Attributes that a selector asks by their original value. */
  readonly asked: Set<string>;
}

export class Assembler {
  private readonly nonce = `ls${crypto.randomUUID().replaceAll("-", "")}`;
  private frames = 0;

  constructor(private readonly scene: Scene) {}

  /** The whole document. Rejects when the main frame cannot be read. */
  async document(): Promise<string> {
    return this.frame(this.scene.page.mainFrame());
  }

  private async frame(frame: Frame): Promise<string> {
    this.frames++;
    const sheetsAskInside = await this.scene.resources.isInSheets(":has(");
    const options = { nonce: this.nonce, head: HEAD, sheetsAskInside };
    const frozen = await this.scene.inPage.call(frame, { name: "freezeFrame", ms: FRAME_MS }, options);
    const [inner, canvases] = [
      await this.innerFrames(frame, frozen),
      await drawCanvases(frame, frozen, this.scene),
    ];
    return this.fill(frozen, {
      F: (index) => escapeAttribute(inner.get(index) ?? ""),
      K: (index) => canvases.get(index) ?? MISSING,
    });
  }

  private async innerFrames(frame: Frame, frozen: FrozenFrame): Promise<Map<number, string>> {
    const inner = new Map<number, string>();
    if (frozen.frames === 0) return inner;
    for (const child of frame.childFrames()) {
      if (this.frames >= MAX_FRAMES) break;
      try {
        const element = await child.frameElement();
        const index: unknown = await (await element.getProperty(INDEX_PROPERTY)).jsonValue();
        if (typeof index === "number") inner.set(index, await this.frame(child));
      } catch (error) {
        // A frame that went away or does not answer stays empty; the page around it is kept.
        if (error instanceof OutOfTime && this.scene.budget.left() <= 1) throw error;
      }
    }
    return inner;
  }

  /** Replaces every token of a frozen text. */
  private async fill(
    frozen: FrozenFrame,
    more: Partial<Record<TokenLetter, (index: number) => string>>,
  ): Promise<string> {
    const asked = new Set<string>();
    // Symbols of other files come in later; their names are not known yet.
    const seen = frozen.symbols.length > 0 ? null : seenNames(frozen.names);
    const css = await Promise.all(frozen.css.map((sheet) => this.style(sheet, { frozen, seen, asked })));
    const resources = await Promise.all(frozen.resources.map((resource) => this.resource(resource)));
    const symbols = await Promise.all(frozen.symbols.map((symbol) => this.symbol(symbol)));
    const fillers: Record<TokenLetter, (index: number) => string> = {
      R: (index) => resources[index]?.name ?? MISSING,
      W: (index) => resources[index]?.density ?? "",
      P: (index) => posterAttribute(resources[index]?.name ?? MISSING),
      C: (index) => css[index] ?? "",
      S: (index) => symbols[index] ?? "",
      O: (index) => {
        const original = frozen.originals[index];
        return original && asked.has(original.name)
          ? ` data-ls-${original.name}="${disarmNames(escapeAttribute(original.value))}"`
          : "";
      },
      F: () => "",
      K: () => MISSING,
      ...more,
    };
    return disarmNames(frozen.html).replaceAll(
      new RegExp(`${this.nonce}([RWPCSOFK])(\\d+)_`, "g"),
      (token, letter: string, index: string) =>
        isTokenLetter(letter) ? fillers[letter](Number(index)) : token,
    );
  }

  private async resource(
    resource: FrozenFrame["resources"][number],
  ): Promise<{ name: string; density: string }> {
    const kept = await this.scene.resources.keep(resource.data || resource.url, "image");
    if (!kept) return { name: MISSING, density: "" };
    // A picture chosen for a dense screen is laid out smaller than it is: without its density it would grow.
    const width = resource.naturalWidth > 0 ? pictureSize(kept.bytes)?.width : undefined;
    const density = width === undefined ? 1 : width / resource.naturalWidth;
    const isDense = Math.abs(density - 1) > 0.01;
    return {
      name: kept.name,
      density: isDense ? ` srcset="${kept.name} ${Number(density.toFixed(4))}x"` : "",
    };
  }

  private async style(sheet: FrozenCss, { frozen, seen, asked }: Styling): Promise<string> {
    const source = sheet.href === "" ? sheet : await this.sheet(sheet.href, frozen.charset);
    if (!source) return "";
    const text = await rewriteCss(source.text, {
      base: source.base,
      hasCustomElements: frozen.hasCustomElements,
      seen: sheet.where === "attribute" ? null : seen,
      nameOf: (url, kind) => this.nameOf(url, kind),
      sheetOf: (url) => this.sheet(url, frozen.charset),
      onOriginal: (name) => asked.add(name),
    });
    if (sheet.where === "attribute") return escapeAttribute(text);
    return sheet.where === "svg" ? escapeAttribute(text).replaceAll("&quot;", '"') : asStyle(text);
  }

  private async nameOf(url: string, kind: ResourceKind): Promise<string | null> {
    const [plain = "", fragment] = url.startsWith("data:") ? [url] : url.split("#", 2);
    const kept = await this.scene.resources.keep(plain, kind);
    if (!kept) return null;
    return fragment !== undefined && /^[\w-]+$/.test(fragment) ? `${kept.name}#${fragment}` : kept.name;
  }

  private async sheet(url: string, charset: string): Promise<{ text: string; base: string } | null> {
    const found = await this.scene.resources.load(url);
    if (!found) return null;
    const base = found.url.startsWith("data:") ? this.scene.page.url() : found.url;
    return { text: decodeCss(found.bytes, found.type, charset), base };
  }

  private async symbol({ url, id }: { readonly url: string; readonly id: string }): Promise<string> {
    const [file = "", fragment = ""] = url.split("#", 2);
    const found = await this.scene.resources.load(file);
    if (!found) return "";
    const svg = new TextDecoder().decode(found.bytes);
    const options = {
      nonce: this.nonce,
      head: "",
      sheetsAskInside: true,
      svg,
      from: decodeURIComponent(fragment),
      id,
    };
    const main = this.scene.page.mainFrame();
    return this.fill(await this.scene.inPage.call(main, { name: "freezeSymbol", ms: FRAME_MS }, options), {});
  }
}
