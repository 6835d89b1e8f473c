/** Words of the recovery screen in English. `RecoveryMessages` is the shape of every other language. */
import { counted } from "../plural";

const links = (n: number): string => counted(n, "link", "links");

export const recoveryEn = {
  title: "Library not found",
  emptied: "The library is not here any more",
  emptiedNote: (n: number, day: string) =>
    `This browser kept ${links(n)} on ${day}. Now its database for Linksnap is empty. Browsers do that when their storage is damaged, cleared or short of room. Linksnap did not remove anything.`,
  older: "An older state of the library is here",
  olderNote: (left: number, n: number, day: string) =>
    `This browser kept ${links(n)} on ${day}. Its database for Linksnap now holds an earlier state with ${links(left)}. That happens when a profile is restored from a copy, or when storage was damaged.`,
  safe: "What is safe",
  safeList: [
    "Your other devices and files you exported hold their own copies. Nothing of them was touched.",
    "Nothing is written here until you decide. What is on this screen changes no data.",
  ],
  todo: "What you can do",
  todoList: [
    "Close all windows of this browser, start it again, and look again. A database that was only locked comes back.",
    "If you have a copy of this browser’s profile, put it back and look again.",
    "If you have a file that was exported, begin anew here and bring it in.",
  ],
  look: "Look again",
  startEmpty: "Start empty",
  goOn: (n: number) => `Go on with ${links(n)}`,
  bringIn: "Start empty and bring in a file",
  confirmEmpty: "Start with an empty library?",
  confirmEmptyNote: (n: number) =>
    `The ${links(n)} that ${n === 1 ? "was here is" : "were here are"} then no longer looked for in this browser. Snapshot files that still lie here stay.`,
  confirmOlder: "Go on with the older state?",
  confirmOlderNote: "What was changed since then is then no longer looked for in this browser.",
};

export type RecoveryMessages = typeof recoveryEn;
