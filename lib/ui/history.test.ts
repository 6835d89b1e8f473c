import { beforeEach, describe, expect, it, vi } from "vitest";

interface Entry {
  readonly state: unknown;
  readonly address: string;
}

/** A tab's history as browsers keep it: traversals happen later and tell `popstate`, writing tells nothing. */
class Tab {
  entries: Entry[] = [{ state: null, address: "/" }];
  at = 0;
  #listeners: (() => void)[] = [];
  readonly addEventListener = (_: string, listener: () => void) => void this.#listeners.push(listener);
  readonly history = {
    pushState: (state: unknown, _: string, address: string) => {
      this.entries = [...this.entries.slice(0, this.at + 1), { state, address }];
      this.at++;
    },
    replaceState: (state: unknown, _: string, address: string) => {
      this.entries[this.at] = { state, address };
    },
    go: (by: number) => void setTimeout(() => this.walk(by)),
  };
  walk(by: number) {
    this.at += by;
    for (const listener of this.#listeners) listener();
  }
  get address() {
    return this.entries[this.at]!.address;
  }
}

let tab: Tab;
let app: typeof import("./history");
const rest = () => new Promise((resolve) => setTimeout(resolve, 20));

beforeEach(async () => {
  vi.resetModules();
  tab = new Tab();
  Object.defineProperty(tab.history, "state", { get: () => tab.entries[tab.at]!.state });
  vi.stubGlobal("window", {
    history: tab.history,
    addEventListener: tab.addEventListener,
    get location() {
      const { pathname, search } = new URL(tab.address, "http://app.invalid");
      return { pathname, search };
    },
  });
  app = await import("./history");
  app.onAddress(() => undefined);
  app.navigate("/link?id=1");
});

/** A sheet: `isOpen` until it is closed, by Back or otherwise. */
function sheet() {
  const made = { isOpen: true, close: () => undefined as void };
  const left = app.openLayer(() => made.close());
  made.close = () => {
    if (!made.isOpen) return;
    made.isOpen = false;
    left();
  };
  return made;
}

it("[I28] what was not written yet when a step leads away is what Back comes to", async () => {
  const stop = app.onLeave(() => app.navigate("/?q=append", { replace: true }));
  app.navigate("/link?id=2");
  stop();
  app.navigate("/link?id=3");
  app.goBack("/");
  await rest();
  app.goBack("/");
  await rest();
  expect(tab.address).toBe("/?q=append");
});

describe("[I26] Back and what lies open over a screen", () => {
  it("[I26] Back closes it and stays; the next Back leaves", async () => {
    const open = sheet();
    tab.walk(-1);
    await rest();
    expect([open.isOpen, tab.address]).toEqual([false, "/link?id=1"]);
    app.goBack("/");
    await rest();
    expect(tab.address).toBe("/");
  });

  it("[I26] closed otherwise it leaves no entry behind", async () => {
    sheet().close();
    await rest();
    expect([tab.at, tab.address]).toEqual([1, "/link?id=1"]);
  });

  it("[I26] one that makes way for another hands over its entry; two at once close one by one", async () => {
    const first = sheet();
    first.close();
    const second = sheet();
    await rest();
    expect([second.isOpen, tab.at]).toEqual([true, 2]);
    const third = sheet();
    tab.walk(-1);
    await rest();
    expect([second.isOpen, third.isOpen, tab.at]).toEqual([true, false, 2]);
    tab.walk(-1);
    await rest();
    expect([second.isOpen, tab.at, tab.address]).toEqual([false, 1, "/link?id=1"]);
  });

  it("[I26] one that opens while an entry is being taken back stays open", async () => {
    sheet().close();
    await Promise.resolve();
    const next = sheet();
    await rest();
    expect([next.isOpen, tab.at]).toEqual([true, 2]);
    tab.walk(-1);
    await rest();
    expect([next.isOpen, tab.at]).toEqual([false, 1]);
  });

  it("[I26] a link in it leads away, and Back from there to the screen below", async () => {
    const open = sheet();
    open.close();
    app.navigate("/compare?id=1");
    await rest();
    expect(tab.address).toBe("/compare?id=1");
    tab.walk(-1);
    await rest();
    expect([tab.at, tab.address]).toEqual([1, "/link?id=1"]);
  });

  it("[I26] a step asked for while an entry is being taken back is done after it", async () => {
    sheet().close();
    await Promise.resolve();
    app.navigate("/tags");
    await rest();
    expect(tab.entries.map(({ address }) => address)).toEqual(["/", "/link?id=1", "/tags"]);
  });

  it("[I26] what was chosen in it holds when it is left, by Back too", async () => {
    for (const leave of [(open: ReturnType<typeof sheet>) => open.close(), () => tab.walk(-1)]) {
      const open = sheet();
      const chosen = `/link?id=1&snapshot=${String(Math.random())}`;
      app.navigate(chosen, { replace: true });
      leave(open);
      await rest();
      expect([tab.at, tab.address, open.isOpen]).toEqual([1, chosen, false]);
    }
  });

  it("[I26] a browser that takes back an entry later than anybody waits closes nothing that opened since", async () => {
    tab.history.go = (by: number) => void setTimeout(() => tab.walk(by), 700);
    sheet().close();
    await new Promise((resolve) => setTimeout(resolve, 550));
    const second = sheet();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(second.isOpen).toBe(true);
  });

  it("[I26] Forward opens nothing and stays", async () => {
    sheet();
    tab.walk(-1);
    await rest();
    tab.walk(1);
    await rest();
    expect([tab.at, tab.address]).toEqual([1, "/link?id=1"]);
  });
});
