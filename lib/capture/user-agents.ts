/** What the browser calls itself: by its own version, since sites refuse old ones and those that do not fit its other words. */
import type { Browser } from "playwright";

type Versioned = Pick<Browser, "version">;

const chrome = (browser: Versioned): string => `Chrome/${browser.version().split(".")[0] ?? ""}.0.0.0`;
const named = (system: string, browser: string): string =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${browser} Safari/537.36`;

/** Without the word "Headless", which many sites answer with an empty page. */
export const desktopAgent = (browser: Versioned): string => named("X11; Linux x86_64", chrome(browser));

/** One that most sites know as a phone's. */
export const phoneAgent = (browser: Versioned): string =>
  named("Linux; Android 14; Pixel 8", `${chrome(browser)} Mobile`);
