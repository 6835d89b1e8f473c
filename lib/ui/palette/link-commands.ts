/** Commands about the link on screen. */
import { compareHref, linkHref, navigate } from "../router";
import type { HandMessages } from "../text/hand/en";
import type { PaletteEntry } from "./entry";
import type { Reach } from "./reach";

export type CommandWord = keyof HandMessages["commands"];

/** A command with its names in every language. */
export function command(
  word: CommandWord,
  { words, names }: Pick<Reach, "words" | "names">,
  rest: Omit<PaletteEntry, "id" | "label" | "others">,
): PaletteEntry {
  const others = names.map(({ hand }) => hand.commands[word]);
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
  const { view, actions } = reach;
  if (!view) return [];
  const { id, url, starred, archived } = view.link;
  const show = (kind: string) => () => navigate(`${linkHref(id)}&view=${kind}`);
  const open = () => window.open(url, "_blank", "noopener,noreferrer");
  const views: PaletteEntry[] = view.snapshots.length
    ? [
        command("open", reach, { icon: "reader", keys: "1", run: () => navigate(linkHref(id)) }),
        command("page", reach, { icon: "page", keys: "2", run: show("page") }),
        command("screenshot", reach, { icon: "image", keys: "3", run: show("screenshot") }),
      ]
    : [];
  const compare =
    view.snapshots.length > 1
      ? [command("compare", reach, { icon: "history", keys: "d", run: () => navigate(compareHref(id)) })]
      : [];
  return [
    ...views,
    command("capture", reach, { icon: "camera", keys: "s", run: () => void actions.capture(id) }),
    ...compare,
    command(starred ? "unstar" : "star", reach, {
      icon: "star",
      keys: "*",
      run: () => void actions.star([id], !starred),
    }),
    command(archived ? "unarchive" : "archive", reach, {
      icon: "archive",
      keys: "e",
      run: () => void actions.archive([id], !archived),
    }),
    command("original", reach, { icon: "external", keys: "o", run: () => void open() }),
    command("copyAddress", reach, { icon: "copy", run: () => void copyAddress(reach) }),
    command("trash", reach, { icon: "trash", keys: "backspace", run: () => void actions.trash([id]) }),
  ];
}
