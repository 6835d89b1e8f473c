/**
 * What may stand in the Reader view, as data: a small list of prose tags and attributes. Everything that is not listed
 * is dropped, its text kept. No forms, no frames, no media, no SVG, no styles, no event handlers, no `data-*`.
 */

export const readerTags = [
  ..."a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em".split(
    " ",
  ),
  ..."figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section".split(
    " ",
  ),
  ..."small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split(" "),
  // Presentation MathML. There is no element in it that holds HTML or a link.
  ..."math mfrac mi mmultiscripts mn mo mover mpadded mprescripts mroot mrow ms mspace msqrt".split(" "),
  ..."mstyle msub msubsup msup mtable mtd mtext mtr munder munderover".split(" "),
];

export const readerAttributes = [
  ..."href src alt title width height lang dir id class colspan rowspan scope start reversed value".split(
    " ",
  ),
  ..."datetime open display mathvariant stretchy".split(" "),
];

/** Classes that say in which language a code block is written; every other class is dropped. */
export const CODE_CLASS = /^(?:language|lang)-([\w#+.-]{1,30})$/;

/** An image that the snapshot keeps: `cas:` and the SHA-256 of its bytes. */
export const KEPT_IMAGE = /^cas:([0-9a-f]{64})$/;

/** Links a reader may follow: web, mail, and places in the same text. Relative ones have no base here. */
export const FOLLOWED_LINK = /^(?:https?:\/\/|mailto:|#)/i;

/** Ids are prefixed so that no page can name something the app looks for. */
export const ID_PREFIX = "user-content-";
