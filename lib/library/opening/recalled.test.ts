import { describe, expect, it } from "vitest";
import { Recalled } from "./recalled";

describe("what the page's head found of the last visit", () => {
  it("[X17] on a first visit it is known, before any worker, that nothing is saved and nothing was chosen", () => {
    const fresh = Recalled.from({ fresh: true }, "Firefox on Linux");
    expect(fresh?.topic("counts")).toEqual({ all: 0, inbox: 0, starred: 0, archive: 0, trash: 0 });
    expect(fresh?.topic("settings")).toMatchObject({ language: "auto", theme: "system" });
    expect(fresh?.topic("tags")).toBeUndefined();
    expect(fresh?.list({ place: "all", tag: "", query: "", sort: "newest" })).toBeNull();
  });

  it("[X17] a database that holds no record is no first visit, and one that cannot be read says nothing", () => {
    expect(Recalled.from({}, "")?.topic("counts")).toBeUndefined();
    expect(Recalled.from(null, "")).toBeNull();
  });
});
