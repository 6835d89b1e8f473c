/** Tabs of a test, closed when it is over, and links by number. */
import { afterEach } from "vitest";
import type { LinkId } from "../../domain/ids";
import { linkIdOf } from "../../domain/url/link-id";
import { urlKey } from "../../domain/url/url-key";
import type { Tab, TestDevice } from "./harness";

/** To be called once in a file: opens tabs and closes them after each test. */
export function closingTabs(): (device: TestDevice) => Promise<Tab> {
  const open: Tab[] = [];
  afterEach(() => {
    for (const tab of open.splice(0)) tab.close();
  });
  return async (device) => {
    const tab = await device.open();
    open.push(tab);
    return tab;
  };
}

export const address = (n: number): string => `https://example.org/${n}`;
export const idOf = (n: number): LinkId => linkIdOf(urlKey(address(n)));
