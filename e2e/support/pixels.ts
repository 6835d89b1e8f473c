/** Looks at what is really on the screen: counts the pixels of one colour in a picture of an element. */
import type { Locator } from "playwright/test";
import type { Rgb } from "./site/bytes";

/** Pixels of the element, as shown now, whose colour is within a few steps of `colour`. */
export async function pixelsOf(element: Locator, colour: Rgb): Promise<number> {
  const picture = (await element.screenshot()).toString("base64");
  return element.page().evaluate(
    async ({ base64, wanted }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      if (!pen) throw new Error("no canvas to count pixels with");
      pen.drawImage(bitmap, 0, 0);
      const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
      let count = 0;
      for (let at = 0; at < data.length; at += 4)
        if (wanted.every((part, index) => Math.abs(part - (data[at + index] ?? 0)) <= 6)) count++;
      return count;
    },
    { base64: picture, wanted: [...colour] },
  );
}
