/** Everything one frame hands out while it is being written: the text, and what its tokens stand for. */
import type {
  FreezeOptions,
  FrozenCss,
  FrozenFrame,
  FrozenResource,
  Insets,
  TokenLetter,
} from "../../frozen";

const SHORT_DATA = 2_048;

/** A picture so small that a resource of its own would cost more than it saves. */
const isShortPicture = (url: string): boolean =>
  url.length < SHORT_DATA && /^data:image\/(png|gif|jpeg|webp);base64,[\w+/=]*$/.test(url);

export class Sheaf {
  readonly out: string[] = [];
  readonly css: FrozenCss[] = [];
  readonly symbols: { url: string; id: string }[] = [];
  readonly originals: { name: string; value: string }[] = [];
  /** Bytes of `blob:` addresses as `data:` ones, read before the walk. */
  readonly blobs = new Map<string, string>();
  readonly canvases: (Insets | null)[] = [];
  /** See `FrozenFrame.names`. */
  private readonly names = new Set<string>();
  /** Elements that scrolled windows begin with. */
  scrollTargets: ReadonlySet<Element> = new Set();
  frames = 0;
  hasCustomElements = false;
  private readonly resources: FrozenResource[] = [];
  private readonly resourceIndex = new Map<string, number>();
  private writtenSymbols = 0;

  constructor(readonly options: FreezeOptions) {}

  token(letter: TokenLetter, index: number): string {
    return `${this.options.nonce}${letter}${index}_`;
  }

  /** The token of a picture or font; "" for what can never be kept. Addresses are absolute. */
  resource(url: string, naturalWidth = 0): string {
    if (url.startsWith("data:"))
      return isShortPicture(url) ? url : this.token("R", this.resourceAt(url, "", 0));
    if (url.startsWith("blob:")) return this.token("R", this.resourceAt(url, this.blobs.get(url) ?? "", 0));
    return /^https?:/.test(url) ? this.remoteResource(url, naturalWidth) : "";
  }

  private remoteResource(url: string, naturalWidth: number): string {
    const [plain = "", fragment] = url.split("#", 2);
    const token = this.token("R", this.resourceAt(plain, "", naturalWidth));
    // A fragment chooses a view inside an SVG picture.
    return fragment !== undefined && /^[\w-]+$/.test(fragment) && /\.svg(\?|$)/i.test(plain)
      ? `${token}#${fragment}`
      : token;
  }

  /** The index of a resource; a picture chosen from a set keeps its layout width apart. */
  resourceAt(url: string, data: string, naturalWidth: number): number {
    const key = `${naturalWidth} ${url}`;
    const known = this.resourceIndex.get(key);
    if (known !== undefined) return known;
    this.resourceIndex.set(key, this.resources.length);
    return this.resources.push({ url, data, naturalWidth }) - 1;
  }

  cssToken(css: FrozenCss): string {
    return this.token("C", this.css.push(css) - 1);
  }

  original(name: string, value: string): string {
    return this.token("O", this.originals.push({ name, value }) - 1);
  }

  /** A new local id for a symbol of another SVG file. */
  symbol(url: string): string {
    const id = `ls-symbol-${this.symbols.length}`;
    this.symbols.push({ url, id });
    return id;
  }

  /** Tokens of symbols named since the last call. */
  symbolTokens(): string {
    const tokens = this.symbols
      .slice(this.writtenSymbols)
      .map((_, i) => this.token("S", this.writtenSymbols + i));
    this.writtenSymbols = this.symbols.length;
    return tokens.join("");
  }

  /** Notes what a selector could take this element by. */
  note(element: Element): void {
    this.names.add(element.localName.toLowerCase());
    for (const { name } of element.attributes) this.names.add(`[${name.toLowerCase()}`);
    if (element.id) this.names.add(`#${element.id.toLowerCase()}`);
    for (const name of element.classList) this.names.add(`.${name.toLowerCase()}`);
  }

  finish(): FrozenFrame {
    return {
      html: this.out.join(""),
      resources: this.resources,
      css: this.css,
      symbols: this.symbols,
      originals: this.originals,
      canvases: this.canvases,
      frames: this.frames,
      names: [...this.names],
      hasCustomElements: this.hasCustomElements,
      charset: document.characterSet,
    };
  }
}

/** The absolute form of an address in this document, or "" when it has none. */
export function absolute(url: string | null): string {
  if (url === null || url.trim() === "") return "";
  try {
    return new URL(url, document.baseURI).href;
  } catch {
    // Not an address.
    return "";
  }
}
