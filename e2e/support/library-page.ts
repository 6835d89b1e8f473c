/**
 * What a person does in the library, by the accessible names of the interface: paste, save, tag, find, open, put away.
 * Nothing here reaches into the app's data.
 */
import { expect, type Locator, type Page } from "playwright/test";
import { words, type Language, type Words } from "./words";

/** How long one capture may take on two busy cores. */
export const captureTime = 90_000;

export class LibraryPage {
  readonly words: Words;

  constructor(
    readonly page: Page,
    language: Language = "en",
  ) {
    this.words = words[language];
  }

  get searchBox(): Locator {
    return this.page.getByRole("searchbox", { name: this.words.searchBox, exact: true });
  }

  get list(): Locator {
    return this.page.getByRole("listbox", { name: this.words.list, exact: true });
  }

  /** Rows whose name starts with `title`. */
  row(title: string): Locator {
    const pattern = title.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return this.list.getByRole("option", { name: new RegExp(`^\\s*${pattern}`) });
  }

  place(name: string): Locator {
    return this.page.getByRole("navigation").getByRole("link", { name: new RegExp(`^${name}`) });
  }

  /** The service worker controls this page: from now on the server may go. */
  async untilOffline(): Promise<void> {
    await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, {
      timeout: 30_000,
    });
  }

  /** Puts text on the clipboard and pastes it where the focus is. */
  async paste(text: string): Promise<void> {
    await this.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await this.page.keyboard.press("Control+V");
  }

  /** Saves an address by pasting it into the search box, and closes the panel that shows its capture. */
  async save(address: string): Promise<void> {
    await this.searchBox.click();
    await this.paste(address);
    await expect(this.searchBox).toHaveValue(address);
    await this.page.keyboard.press("Enter");
    const panel = this.page.getByRole("dialog", { name: this.words.savePanel, exact: true });
    await expect(panel.getByRole("button", { name: this.words.undo, exact: true })).toBeVisible();
    await this.page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
  }

  toast(text: string): Locator {
    return this.page.getByRole("status").filter({ hasText: text }).first();
  }

  /** The row shows that its snapshot is kept on this device. */
  async untilKept(title: string, timeout = captureTime): Promise<void> {
    await expect(this.row(title).getByText(this.words.saved, { exact: true })).toBeVisible({ timeout });
  }

  /** Saves a page, waits until its snapshot is here and the app works offline, and opens the link. Resolves to its id. */
  async saveAndOpen(address: string, title: string): Promise<string> {
    await this.untilOffline();
    await this.save(address);
    await this.untilKept(title);
    return this.open(title);
  }

  /** Opens the link's own page and resolves to its id. */
  async open(title: string): Promise<string> {
    await this.row(title).click();
    await this.page.keyboard.press("Enter");
    await this.untilOnLink();
    return new URL(this.page.url()).searchParams.get("id") ?? "";
  }

  /** The address of a link leads its screen by a moment: until it is drawn, the list and its details are still there. */
  async untilOnLink(): Promise<void> {
    await this.page.waitForURL(/\/link\?id=/);
    await expect(this.list).toHaveCount(0);
  }

  tab(name: string): Locator {
    return this.page.getByRole("tab", { name, exact: true });
  }

  /** Text of every code block the Reader shows, exactly. */
  codeBlocks(): Promise<string[]> {
    return this.page
      .getByRole("tabpanel")
      .locator("pre")
      .evaluateAll((blocks) => blocks.map((block) => block.textContent ?? ""));
  }

  /** Resolves when the tag's chip is there: only then is the edit kept for good, and the page may be left. */
  async addTag(tag: string): Promise<void> {
    const field = this.page.getByRole("combobox", { name: this.words.tags, exact: true });
    await field.fill(tag);
    await field.press("Enter");
    const chips = this.page.getByRole("list", { name: this.words.chosenTags, exact: true });
    await expect(chips.getByText(tag, { exact: true })).toBeVisible();
  }
}
