import { expect, it } from "vitest";
import { notHeldPage } from "../sw/not-held";
import { notHeldWords } from "./words";

it("[W7] says in the browser's language that an archived page is not on this device", async () => {
  const words = await notHeldWords();
  for (const language of ["zh-CN", "zh", "ZH-hant"])
    expect(notHeldPage(words, [language, "en"]), language).toContain("不在这台设备上");
  for (const languages of [["en-US", "zh"], ["zhx"], [""], []])
    expect(notHeldPage(words, languages), languages.join()).toContain("not on this device");
});
