/**
 * Prints what the link page shows, from which browsers make a PDF. Pictures that were not loaded yet, because nobody
 * scrolled to them, are loaded first; how it looks on paper stands in styles/print.css.
 */

/** A picture that does not come is not waited for longer, in ms. */
const PATIENCE = 5000;

/** What stands in the views that can be printed. */
const SHOWN = "#link-view :is(.article__body > *, .picture__box img, .plain__text)";

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Until the view has been drawn and what lay over it is gone. */
async function untilShown(): Promise<void> {
  const isReady = () => document.querySelector(SHOWN) && !document.querySelector("[role='dialog']");
  for (let left = PATIENCE; left > 0 && !isReady(); left -= LOOK) await after(LOOK);
}

/** Between two looks, in ms. */
const LOOK = 50;

export async function printShown(): Promise<void> {
  await untilShown();
  const pictures = [...document.querySelectorAll<HTMLImageElement>("#link-view img")];
  for (const picture of pictures) picture.loading = "eager";
  // A picture that cannot be read prints as its description.
  const loaded = Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
  await Promise.race([loaded, after(PATIENCE)]);
  window.print();
}
