/** Commands about the link on screen. */
import { compareHref, linkHref, navigate } from "../router";
import { handMessages } from "../text/hand/use-hand-text";
import type { HandMessages } from "../text/hand/en";
import type { PaletteEntry } from "./entry";
import type { Reach } from "./reach";

export type CommandWord = keyof HandMessages["commands"];

/** A command with its names in both languages. */
export function command(
  word: CommandWord,
  words: HandMessages,
  rest: Omit<PaletteEntry, "id" | "label" | "others">,
): PaletteEntry {
  const others = [handMessages.en.commands[word], handMessages.zh.commands[word]];
  return { id: word, label: words.commands[word], others, ...rest };
}

async function copyAddress({ view, toast, words, t }: Reach): Promise<void> {
  try {
    await navigator.clipboard.writeText(view?.link.url ?? "");
    toast.show({ text: words.palette.copied });
  } catch {
    toast.show({ text: t.toast.failed });
  }
}

export function linkCommands(reach: Reach): readonly PaletteEntry[] {
  const { view, actions, words } = reach;
  if (!view) return [];
  const { id, url, starred, archived } = view.link;
  const show = (kind: string) => () => navigate(`${linkHref(id)}&view=${kind}`);
  const open = () => window.open(url, "_blank", "noopener,noreferrer");
  const views: PaletteEntry[] = view.snapshots.length
    ? [
        command("open", words, { icon: "reader", keys: "1", run: () => navigate(linkHref(id)) }),
        command("page", words, { icon: "page", keys: "2", run: show("page") }),
        command("screenshot", words, { icon: "image", keys: "3", run: show("screenshot") }),
      ]
    : [];
  const compare =
    view.snapshots.length > 1
      ? [command("compare", words, { icon: "history", keys: "d", run: () => navigate(compareHref(id)) })]
      : [];
  return [
    ...views,
    command("capture", words, { icon: "camera", keys: "s", run: () => void actions.capture(id) }),
    ...compare,
    command(starred ? "unstar" : "star", words, {
      icon: "star",
      keys: "*",
      run: () => void actions.star([id], !starred),
    }),
    command(archived ? "unarchive" : "archive", words, {
      icon: "archive",
      keys: "e",
      run: () => void actions.archive([id], !archived),
    }),
    command("original", words, { icon: "external", keys: "o", run: () => void open() }),
    command("copyAddress", words, { icon: "copy", run: () => void copyAddress(reach) }),
    command("trash", words, { icon: "trash", keys: "backspace", run: () => void actions.trash([id]) }),
  ];
}
