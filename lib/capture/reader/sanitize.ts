/**
 * Article HTML as it may be shown: a short list of elements, no style, no script, no address but links out and pictures
 * that were kept. The interface sanitises once more before it shows anything.
 */
import { disarmNames } from "../../domain/compose";
import sanitizeHtml from "sanitize-html";

const TAGS =
  "h1 h2 h3 h4 h5 h6 p a ul ol li dl dt dd pre code kbd samp var blockquote figure figcaption img table thead tbody tfoot tr td th caption colgroup col em strong b i u s del ins mark small sub sup abbr cite q time br hr div span section details summary ruby rt rp bdi bdo wbr math mi mo mn ms mtext mspace mrow msup msub msubsup mfrac msqrt mroot munder mover munderover mtable mtr mtd mstyle mpadded mphantom mmultiscripts mprescripts".split(
    " ",
  );
const MAX_PICTURES = 100;

const options: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: {
    "*": ["id", "dir", "lang"],
    a: ["href", "title"],
    img: ["src", "alt", "title", "width", "height"],
    code: ["class"],
    td: ["colspan", "rowspan"],
    th: ["colspan", "rowspan", "scope"],
    col: ["span"],
    ol: ["start", "reversed", "type"],
    li: ["value"],
    time: ["datetime"],
    abbr: ["title"],
    math: ["display", "alttext"],
    details: ["open"],
    mo: ["stretchy"],
  },
  allowedClasses: { code: ["language-*"] },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowedSchemesByTag: { img: ["cas"] },
  allowProtocolRelative: false,
  // Parts a parser of another mind might read as something else; their text goes with them.
  nonTextTags: [
    "style",
    "script",
    "textarea",
    "option",
    "noscript",
    "xmp",
    "template",
    "title",
    "plaintext",
    "svg",
  ],
};

/** Addresses of the article's pictures, each once, in order. */
export function articlePictures(html: string): readonly string[] {
  const found = new Set<string>();
  sanitizeHtml(html, {
    allowedTags: ["img"],
    allowedAttributes: {},
    transformTags: {
      img: (tagName, attribs) => {
        const source = attribs["src"];
        if (source && found.size < MAX_PICTURES) found.add(source);
        return { tagName, attribs: {} };
      },
    },
  });
  return [...found];
}

/** The article with its pictures under the names they were kept by; a picture that was not kept leaves its words. */
export function sanitizeArticle(html: string, names: ReadonlyMap<string, string>): string {
  // Names of kept pictures carry a mark until all other text that looks like one has been disarmed.
  const mark = `cas:${crypto.randomUUID()}.`;
  const clean = sanitizeHtml(html, {
    ...options,
    transformTags: {
      img: (tagName, { src, ...rest }) => {
        const name = src === undefined ? undefined : names.get(src);
        return { tagName, attribs: name === undefined ? rest : { ...rest, src: name.replace("cas:", mark) } };
      },
    },
    exclusiveFilter: (frame) => frame.tag === "img" && !frame.attribs["src"] && !frame.attribs["alt"],
  });
  return disarmNames(clean).replaceAll(mark, "cas:").trim();
}
