/**
 * How long a share takes on a phone's screen without a network: from the form that the system posts, through the service
 * worker, to the words "Kept on this device", which stand in the document and are true then, and through the start of the
 * app to the word "Saved".
 */
import { chromium } from "playwright/test";
import type { AppServer } from "../support/app-server";
import { canSandbox, findChromium } from "../support/tools";

export interface ShareOrder {
  readonly origin: string;
  readonly profile: string;
  readonly runs: number;
  readonly server: AppServer;
}

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** When words were on screen, in ms since the form was posted. */
export interface ShareTimes {
  readonly kept: number;
  readonly saved: number;
}

/** Runs in the page, before anything of the app: notes the frames that say it. */
const watch = `(() => {
  const said = (selector, words) =>
    [...document.querySelectorAll(selector)].some((one) => one.checkVisibility() && words.test(one.textContent));
  const at = (globalThis.saidAt = { kept: 0, saved: 0 });
  const note = (name) => {
    at[name] = -1;
    requestAnimationFrame(() => (at[name] = performance.now()));
  };
  const look = () => {
    if (at.kept === 0 && said(".kept b, [role=status]", /^(Kept on this device|Saved)/)) note("kept");
    if (at.saved === 0 && said("[role=status]", /^Saved/)) note("saved");
    if (at.saved === 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

const post = (address: string): string => `(() => {
  const form = Object.assign(document.createElement("form"), { method: "POST", action: "/shared", enctype: "multipart/form-data" });
  const field = document.createElement("textarea");
  field.name = "text";
  field.value = ${JSON.stringify(address)};
  form.append(field);
  document.body.append(form);
  form.submit();
})()`;

/** One for each share, the first of the browser process left out: it fills caches. */
export async function measureShares({
  origin,
  profile,
  runs,
  server,
}: ShareOrder): Promise<readonly ShareTimes[]> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args: [...(canSandbox() ? [] : ["--no-sandbox"]), "--disable-gpu", "--no-first-run"],
    locale: "en-US",
    ...phone,
  });
  const times: ShareTimes[] = [];
  try {
    await context.addInitScript(watch);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(origin);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await server.stop();
    for (let run = 0; run <= runs; run++) {
      await page.evaluate(post(`A page https://shared.example/${run}`));
      await page.waitForURL(/\/shared/);
      // A function: text would have to be evaluated in the page, which its Content-Security-Policy forbids.
      await page.waitForFunction(() => Number(Reflect.get(globalThis, "saidAt")?.saved) > 0);
      times.push(await page.evaluate<ShareTimes>("globalThis.saidAt"));
      await page.getByRole("button", { name: "Done", exact: true }).click();
      await page.waitForURL(origin);
    }
  } finally {
    await context.close();
    await server.start();
  }
  return times.slice(1);
}
