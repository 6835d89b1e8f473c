/**
 * Dresses the code blocks of a reader text: a label with the language and a copy button stand beside each `<pre>`, never
 * inside, so its text stays what the page had, byte for byte.
 */
import { CODE_CLASS } from "./reader-rules";
import { codeLanguageName } from "./code-language";

export interface CodeWords {
  readonly copy: string;
  readonly copied: string;
}

/** How long "Copied" stays, in milliseconds. */
const COPIED_FOR = 1600;

/** Wraps every outermost `<pre>` of the content. */
export function dressCodeBlocks(content: DocumentFragment, words: CodeWords): void {
  for (const block of content.querySelectorAll("pre")) {
    if (block.parentElement?.closest("pre")) continue;
    const frame = document.createElement("div");
    frame.className = "code";
    block.replaceWith(frame);
    // Long lines scroll inside the block: it must be reachable by keyboard.
    block.tabIndex = 0;
    const bar = document.createElement("div");
    bar.className = "code__bar";
    bar.append(...languageLabel(block), copyButton(words));
    frame.append(block, bar);
  }
}

function languageLabel(block: HTMLPreElement): HTMLElement[] {
  const name = languageOf(block);
  if (!name) return [];
  const label = document.createElement("span");
  label.className = "code__lang";
  label.textContent = codeLanguageName(name);
  return [label];
}

function languageOf(block: HTMLPreElement): string | null {
  for (const element of [block, block.querySelector("code")]) {
    for (const name of element?.classList ?? []) {
      const language = CODE_CLASS.exec(name)?.[1];
      if (language) return language;
    }
  }
  return null;
}

function copyButton(words: CodeWords): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "code__copy";
  button.textContent = words.copy;
  return button;
}

/** Copies the block whose button was pressed. Resolves to whether the press was on such a button and it was copied. */
export async function copyPressed(target: EventTarget | null, words: CodeWords): Promise<boolean> {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>("button.code__copy") : null;
  const text = button?.closest(".code")?.querySelector("pre")?.textContent;
  if (!button || text === undefined || text === null) return false;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Refused by the browser (no permission, no focus): the button stays as it is, the text can still be selected.
    return false;
  }
  button.textContent = words.copied;
  setTimeout(() => (button.textContent = words.copy), COPIED_FOR);
  return true;
}
