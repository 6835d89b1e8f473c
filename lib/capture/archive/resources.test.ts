/** Where the bytes of an archived page come from. */
import type { BrowserContext } from "playwright";
import { describe, expect, it } from "vitest";
import type { Outlet } from "../child/outlet";
import type { Recorded, Recorder } from "../child/recorder";
import { Resources } from "./resources";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A browser that received some addresses, and a site that would answer every other one. */
function resources(received: Readonly<Record<string, Recorded>>): { kept: Resources; asked: string[] } {
  const asked: string[] = [];
  const recorder = {
    get: (url: string) => Promise.resolve(received[url] ?? null),
    wasRefused: (url: string) => url.includes("refused"),
  } as unknown as Recorder;
  const request = {
    get: (url: string) => {
      asked.push(url);
      return Promise.resolve({
        ok: () => true,
        headers: () => ({ "content-type": "image/svg+xml" }),
        body: () => Promise.resolve(Buffer.from("<svg/>")),
      });
    },
  };
  const outlet = {
    resource: (bytes: Uint8Array, type: string) => Promise.resolve(`cas:${type}:${bytes.length}`),
  } as unknown as Outlet;
  return { kept: new Resources(recorder, { request } as unknown as BrowserContext, outlet), asked };
}

describe("resources of an archived page", () => {
  it("[F7] a font the browser did not ask for is not asked for either; one it has is kept", async () => {
    const url = "http://a.test/used.woff2";
    const { kept, asked } = resources({ [url]: { bytes: bytesOf("wOF2...."), type: "font/woff2", url } });
    expect((await kept.keep(url, "font"))?.name).toBe("cas:font/woff2:8");
    expect(await kept.keep("http://a.test/unused.ttf", "font")).toBeNull();
    expect((await kept.keep("data:font/woff2;base64,d09GMg==", "font"))?.name).toBe("cas:font/woff2:4");
    expect(asked).toEqual([]);
  });

  it("[F7] a picture the browser never needed on this screen is asked for once", async () => {
    const { kept, asked } = resources({});
    const both = [
      await kept.keep("http://a.test/print.svg", "image"),
      await kept.keep("http://a.test/print.svg", "image"),
    ];
    expect(both.map((each) => each?.name)).toEqual(["cas:image/svg+xml:6", "cas:image/svg+xml:6"]);
    expect(asked).toEqual(["http://a.test/print.svg"]);
  });

  it("[F7] what the browser asked for in vain is not asked for again", async () => {
    const { kept, asked } = resources({});
    expect(await kept.keep("http://a.test/refused.png", "image")).toBeNull();
    expect(asked).toEqual([]);
  });
});
