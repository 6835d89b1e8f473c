import { expect, it } from "vitest";
import type { ActivityEntry } from "../../library/library";
import { englishText } from "../text/use-text";
import { aboutOf } from "./about";

const entry: ActivityEntry = {
  id: "b1",
  label: "tag",
  deed: "tag",
  at: 0,
  count: 1,
  subject: "travel",
  device: "",
  titles: ["Night trains"],
  undone: false,
  revertible: true,
};

it("[O49] the links that got or lost a tag are named beside it, and how many more there were", () => {
  const { t } = englishText;
  const about = (change: Partial<ActivityEntry>): string => aboutOf({ ...entry, ...change }, t);
  expect(about({})).toBe("travel · Night trains");
  expect(about({ label: "untag", count: 3 })).toBe(`travel · Night trains ${t.keeping.activity.more(2)}`);
  expect(about({ titles: [] })).toBe("travel");
  expect(about({ label: "rename-tag", subject: "js → javascript" })).toBe("js → javascript");
  expect(about({ label: "save", subject: "" })).toBe("Night trains");
});
