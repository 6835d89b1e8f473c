/** English words of the Tags page. `TagsMessages` is the shape of every other language. */
import { counted, num } from "../plural";

const count = (n: number) => num("en", n);
const links = (n: number) => counted(n, "link", "links");
const tags = (n: number) => counted(n, "tag", "tags");

export const tagsEn = {
  columnName: "Name",
  columnLinks: "Links",
  columnNewest: "Newest link",
  never: "never",
  pick: (name: string) => `Select ${name}`,
  pickAll: "Select all tags",
  edit: "Select tags",
  editDone: "Done",
  picked: (n: number) => `${tags(n)} selected`,
  clear: "Clear the selection",
  what: "Merge, nest or delete",
  merge: "Merge",
  nest: "Nest",
  delete: "Delete",
  keepName: "Keep the name",
  whatHappens: "What happens",
  carry: (n: number, name: string) =>
    `${n === 1 ? "1 link carries" : `${count(n)} links carry`} ${name} then.`,
  both: (n: number) =>
    n === 1 ? "1 has more than one of them now." : `${count(n)} have more than one of them now.`,
  otherNames: (names: string) => `${names}: from now on another name for it, so old searches still work.`,
  undoable: "Can be undone for 30 days.",
  mergeDo: (n: number) => `Merge ${tags(n)}`,
  mergeNeedsTwo: "Select one more tag to merge.",
  mergeWithin: "A tag cannot be merged into one of its own children. Keep the other name.",
  nestUnder: "Nest under",
  topLevel: "Top level",
  nestDo: (n: number) => `Nest ${tags(n)}`,
  nestNote: (n: number, under: string) => `${tags(n)} with all below move under ${under}.`,
  nestTopNote: (n: number) => `${tags(n)} with all below move to the top level.`,
  deleteDo: (n: number) => `Delete ${tags(n)}`,
  deleteNote: (n: number) => `${links(n)} lose them, with all tags below. No link is deleted.`,
  deleteNone: "No link carries them.",
  linksWithBoth: "Links that carry more than one",
  rename: (name: string) => `Rename ${name}`,
  renameTaken: (name: string) => `${name} is a tag already. Select both to merge them.`,
  alike: (names: readonly string[]) =>
    `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""} look like one tag.`,
  alikeInto: (name: string) => `Merge into ${name}`,
  apart: "Keep apart",
  allClosed: "Close all",
  allOpen: "Open all",
};

export type TagsMessages = typeof tagsEn;
