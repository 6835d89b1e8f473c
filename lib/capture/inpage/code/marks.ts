/** Attributes that the copy of a page carries for what only its style sheets say. No page has them by itself. */

/** An element inside of code that stands on a line of its own. */
export const LINE_MARK = "data-linksnap-line";
/** An element inside of code that cannot be selected: line numbers and buttons are drawn so. */
export const UNSELECTABLE_MARK = "data-linksnap-unselectable";
