/** The exact text of the `<pre>` elements of some HTML, as a browser that runs nothing parses it. */
import type { Page } from "playwright/test";

export const codeOf = (page: Page, html: string): Promise<string[]> =>
  page.evaluate(
    (text) =>
      [...new DOMParser().parseFromString(text, "text/html").querySelectorAll("pre")].map(
        (block) => block.textContent ?? "",
      ),
    html,
  );
