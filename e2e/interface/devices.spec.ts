/** The screens of devices as two people at two browsers see them: one code, words to compare, one library. */
import type { Page } from "playwright/test";
import { faultsInBothThemes } from "../support/accessibility";
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("[DV11] two devices are paired by a typed code with the keyboard alone, and one is renamed and removed", async ({
  browse,
  site,
}) => {
  const owner = (await browse({ profile: "owner" })).pages()[0]!;
  const phone = (await browse({ profile: "phone", phone: true, locale: "zh-CN" })).pages()[0]!;
  await owner.goto("/");
  const library = new LibraryPage(owner);
  await library.save(site.url("/notes/tea-water"));
  await owner.goto("/devices");
  await button(owner, "Show a code").press("Enter");
  const code = (await owner.getByLabel("Pairing code", { exact: true }).textContent()) ?? "";
  expect(await faultsInBothThemes(owner, "code")).toEqual([]);

  // The code of an address leaves it, and is not used by itself.
  await phone.goto(`/pair#${code}`);
  const field = phone.getByRole("textbox", { name: "配对码", exact: true });
  await expect(field).toHaveValue(code);
  expect(new URL(phone.url()).hash).toBe("");
  expect(await faultsInBothThemes(phone, "joining")).toEqual([]);
  await field.press("Enter");

  await expect(button(phone, "完全相同")).toBeVisible();
  await expect(button(owner, "They are the same")).toBeVisible();
  const sealOf = (page: Page, name: string) =>
    page.getByRole("img", { name, exact: true }).locator("path").getAttribute("d");
  expect(await sealOf(phone, "配对印")).toBe(await sealOf(owner, "Pairing seal"));
  await button(owner, "They are the same").press("Enter");
  await button(phone, "完全相同").press("Enter");
  await expect(phone.getByText(/^已与 .* 配对。$/)).toBeVisible();
  await expect(owner.getByText(/^Paired with /)).toBeVisible();
  await button(owner, "Done").press("Enter");
  await phone.goto("/");
  await expect(new LibraryPage(phone, "zh").list.getByRole("option")).toHaveCount(1);

  const rows = owner.locator(".devrow");
  await expect(rows).toHaveCount(2);
  expect(await faultsInBothThemes(owner, "two devices")).toEqual([]);
  await phone.goto("/devices");
  await expect(phone.locator(".devrow")).toHaveCount(2);
  expect(await faultsInBothThemes(phone, "two devices, on a phone")).toEqual([]);
  const more = rows.nth(1).getByRole("button");
  await more.press("Enter");
  await owner.getByRole("menuitem", { name: "Rename", exact: true }).press("Enter");
  await owner.getByRole("textbox", { name: "Name", exact: true }).fill("Pocket");
  await owner.keyboard.press("Enter");
  await expect(rows.nth(1).getByText("Pocket", { exact: true })).toBeVisible();
  await more.press("Enter");
  await owner.getByRole("menuitem", { name: "Remove", exact: true }).press("Enter");
  await expect(owner.getByRole("dialog")).toContainText("What it has it keeps");
  await button(owner, "Remove device").press("Enter");
  await expect(rows).toHaveCount(1);
});
