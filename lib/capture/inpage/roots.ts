/** The trees a page is made of: its document and every shadow tree in it, as far as they are known (memory.ts). */
import { shadowRootOf } from "./memory";

export type Root = Document | ShadowRoot;

/** The root and, outermost first, the shadow roots inside of it. */
export function* rootsOf(root: Root): Generator<Root> {
  yield root;
  for (const element of root.querySelectorAll("*")) {
    const shadow = shadowRootOf(element);
    if (shadow) yield* rootsOf(shadow);
  }
}
