import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { linkIdOf } from "../../domain/url/link-id";
import { urlKey } from "../../domain/url/url-key";
import { readLinks } from "../../formats/formats";
import { save, TestDevice } from "../testing/harness";

const addresses = ["https://example.org/b?x=1&y=2", "https://example.org/a"];

it("[IM18] picked links come back from their bookmark file as they are, in their order; others stay out of it", async () => {
  const tab = await new TestDevice().open();
  const { library } = tab;
  for (const address of [...addresses, "https://example.org/c"]) await save(library, address);
  const ids = addresses.map((address) => linkIdOf(urlKey(address)));
  await library.tag(ids, ["systems/linux", "排版"], []);
  const text = await library.exportLinks(ids);
  const outcome = readLinks(text, "links.html");
  if (outcome.kind !== "read") throw new Error(outcome.reason);
  expect(outcome.reading.links.map(({ url, tags }) => [url, tags])).toEqual(
    addresses.map((address) => [address, ["systems/linux", "排版"]]),
  );
  expect(outcome.reading.links.every(({ createdAt }) => createdAt > 0)).toBe(true);
  tab.close();
});
