/**
 * The floor under interaction to next paint: a page of a hundred fixed rows where a click toggles one class, and a text
 * field nobody listens to. In the same browser, slowed alike and read alike, it says what the machine itself takes.
 */
import type { BrowserContext } from "playwright/test";
import { openApp, TOUCHED_SLOWER } from "./app-page";
import { since, type Touched } from "./touched";

const ROWS = 100;
const PAUSE_MS = 120;
const REST_MS = 1200;

const rows = Array.from({ length: ROWS }, (_, n) => `<li>Row ${n}</li>`).join("");
const html = `<!doctype html><title>barest</title><style>.on{background:#fd0}</style><input><ul>${rows}</ul><script>document.querySelector("ul").onclick=(e)=>e.target.classList.toggle("on")</script>`;

/** Letters into the field and clicks on rows, as quick as in the app. */
export async function measureBarest(context: BrowserContext): Promise<Touched> {
  const app = await openApp(context, TOUCHED_SLOWER, `data:text/html,${encodeURIComponent(html)}`);
  const { page } = app;
  await page.waitForTimeout(REST_MS);
  const touched = await since(app, "barest page", async () => {
    await page.locator("input").click();
    for (const key of "compiler tag dev perf") {
      await page.keyboard.press(key === " " ? "Space" : key);
      await page.waitForTimeout(PAUSE_MS);
    }
    for (let n = 0; n < 20; n++) {
      await page.locator("li").nth(n).click();
      await page.waitForTimeout(PAUSE_MS);
    }
    await page.waitForTimeout(REST_MS);
  });
  await app.close();
  return touched;
}
