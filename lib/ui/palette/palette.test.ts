import { describe, expect, it } from "vitest";
import { commandOf } from "../list/list-keys";
import { globalKeys, globalPress } from "../shortcuts/global-keys";
import { keyCaps, shortcutGroups } from "../shortcuts/table";
import { handEn } from "../text/hand/en";
import { allLanguages } from "../text/languages";
import { rank, ranked } from "./matching";
import { initialsOf } from "./pinyin";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("finding a command", () => {
  it("[F50] starts of names come before starts of words, before anything inside", () => {
    const names = ["Compare snapshots", "Snapshots waiting", "Resnap", "Archive"];
    expect(ranked(names, (name) => rank("snap", name))).toEqual([
      "Snapshots waiting",
      "Compare snapshots",
      "Resnap",
    ]);
    expect(rank("", "Archive")).toBe(0);
  });

  it("[F51] a command is found by its name in the other language and by first letters of pinyin", () => {
    expect(rank("归档", "Archive", ["归档"])).toBe(4);
    expect(rank("archive", "归档", ["Archive"])).toBe(4);
    expect(rank("gd", "归档")).toBe(5);
    expect(rank("sssc", "搜索收藏")).toBe(5);
    expect(rank("xyz", "归档")).toBe(-1);
    // One letter fits nearly everything: it is no abbreviation.
    expect(rank("g", "归档")).toBe(-1);
  });

  it("[F51] first letters follow the order of pinyin for every letter", () => {
    expect(initialsOf("安北成大额方高华江开来明年欧平青人上天文新有中")).toBe("abcdefghjklmnopqrstwxyz");
    expect(initialsOf("主题：墨")).toBe("ztm");
    // The last of a letter are told from the first of the next.
    expect(initialsOf("废纸篓活动记录路绿妈")).toBe("fzlhdjlllm");
    expect(initialsOf("Git 笔记")).toBe("gitbj");
  });
});

describe("shortcuts", () => {
  const pressOf = (name: string) => {
    const parts = name.length > 1 ? name.split("+") : [name];
    const [ctrlKey, shiftKey] = [parts.includes("mod"), parts.includes("shift")];
    return { ...plain, key: parts.at(-1) ?? "", ctrlKey, shiftKey };
  };

  it("[F53] every key of the sheet does something in lists, as the sheet says", () => {
    const rows = shortcutGroups.find(({ name }) => name === "list")?.rows ?? [];
    expect(rows.length).toBeGreaterThan(8);
    for (const { word, keys } of rows)
      for (const name of keys) expect(commandOf(pressOf(name), true)?.kind, name).toBe(word);
  });

  it("[F53] every key of the sheet leads to its command on every screen", () => {
    for (const [command, keys] of globalKeys)
      for (const name of keys) {
        const [first = "", second] = name.split(" ");
        const pressed = globalPress(pressOf(second ?? first), second ? first : "", true);
        expect(pressed, name).toEqual({ kind: "command", command });
      }
  });

  it("[F53] every row has words in every language", async () => {
    const others = (await allLanguages()).map(({ words }) => words.hand);
    expect(others.length).toBeGreaterThan(0);
    for (const { keys } of [handEn, ...others])
      for (const { rows } of shortcutGroups)
        for (const { word } of rows) expect(keys[word].length).toBeGreaterThan(0);
  });

  it("[F54] single keys can be turned off, combined ones stay", () => {
    expect(globalPress({ ...plain, key: "v" }, "", false)).toBeNull();
    expect(globalPress({ ...plain, key: "?" }, "", false)).toBeNull();
    expect(globalPress({ ...plain, key: "k", metaKey: true }, "", false)).toEqual({
      kind: "command",
      command: "palette",
    });
    expect(globalPress({ ...plain, key: "g" }, "", true)).toEqual({ kind: "prefix", key: "g" });
    expect(globalPress({ ...plain, key: "x" }, "g", true)).toBeNull();
    expect(globalPress({ ...plain, key: "k", ctrlKey: true, shiftKey: true }, "", true)).toBeNull();
  });

  it("[F55] keys are shown as the machine's keyboard has them", () => {
    expect(keyCaps("mod+k", true)).toEqual(["⌘", "K"]);
    expect(keyCaps("mod+k", false)).toEqual(["Ctrl", "K"]);
    expect(keyCaps("g a", false)).toEqual(["G", "", "A"]);
    expect(keyCaps("shift+ArrowDown", false)).toEqual(["Shift", "↓"]);
    expect(keyCaps("/", false)).toEqual(["/"]);
  });
});
