/** Words of the library's devices, in English. `DevicesMessages` is the shape of every other language. */
import type { HeldKind, PairingFailure, SyncStatus } from "../../../library/library";
import { counted, num } from "../plural";

const count = (n: number) => num("en", n);
const devices = (n: number) => counted(n, "device", "devices");

const kinds: Record<HeldKind, string> = {
  text: "Text and facts",
  screenshots: "Screenshots",
  pages: "Archived pages",
  files: "Documents",
};
const failures: Record<PairingFailure, { readonly title: string; readonly note: string }> = {
  code: {
    title: "There is no such code",
    note: "It was typed wrong, or used before. Nothing was shared.",
  },
  expired: { title: "The code ran out", note: "Codes last five minutes. Nothing was shared." },
  offline: {
    title: "The server cannot be reached",
    note: "Both devices need it to find each other, only this once. Nothing was shared.",
  },
  refused: {
    title: "The seals do not match",
    note: "Someone may be in between, or the code belongs to another device. Nothing was shared.",
  },
  left: { title: "The other device ended the pairing", note: "Nothing was shared." },
  lost: { title: "The other device went away", note: "Keep Linksnap open on both until they are paired." },
  locked: {
    title: "Too many wrong codes",
    note: "For safety no code is taken for a while. Wait a few minutes, then show a new one.",
  },
};
const states: Record<SyncStatus["kind"], { readonly title: string; readonly note: string }> = {
  alone: { title: "Only this device", note: "Pair another one to have everything there too." },
  off: {
    title: "This device is no longer part of the library",
    note: "It was removed on another device. What is here stays here; nothing new comes, and nothing goes out.",
  },
  connecting: { title: "Looking for your devices", note: "Everything here works meanwhile." },
  together: { title: "In step", note: "" },
  apart: { title: "Your other devices are away", note: "What changes reaches them when they wake." },
};

export const devicesEn = {
  title: "Devices and sync",
  lead: "Your links travel straight between your own devices, sealed on the way. No account, no readable copy in between.",
  settings: "Settings",
  syncNow: "Sync now",
  synced: "All were asked just now.",
  states,
  inStep: (n: number) => `${devices(n)} in step`,
  someInStep: (connected: number, others: number) => `${count(connected)} of ${count(others)} connected`,
  lately: (name: string, standing: string) => `${name}, ${standing}`,
  progress: (done: number, total: number) => `Exchanging, ${count(done)} of ${count(total)}`,
  progressName: "First exchange",
  files: (n: number, bytes: string) => `${counted(n, "file", "files")} still to come, ${bytes}`,
  copies: (n: number) =>
    n === 1
      ? "Your library is on this device alone."
      : `Your library is on ${devices(n)}, equal to the last letter.`,
  sealedToo: (when: string) => `A sealed copy of it lies on the server (${when}).`,
  here: "this device",
  unnamed: "Device without a name",
  device: {
    here: "here",
    inStep: "in step",
    exchanging: "exchanging",
    never: "not heard of yet",
    justNow: "just now",
    minutes: (n: number) => `${count(n)} min ago`,
    hours: (n: number) => `${count(n)} h ago`,
    days: (n: number) => `${counted(n, "day", "days")} ago`,
    since: (day: string) => `joined ${day}`,
    holds: (n: number, bytes: string) => `${counted(n, "snapshot file", "snapshot files")}, ${bytes}`,
    holdsUnknown: "It has not said yet what it holds.",
    more: (name: string) => `More about ${name}`,
    awayLong: (name: string, days: number) => `${name} has been away for ${counted(days, "day", "days")}`,
    awayLongNote: "Its changes will arrive when it wakes.",
    refused: (name: string) => `Changes from ${name} were refused`,
    refusedNote: (n: number) =>
      `${counted(n, "change was", "changes were")} not as Linksnap writes them, and did not touch the library. If you do not trust this device, remove it.`,
  },
  rename: { action: "Rename", title: (name: string) => `Rename ${name}`, label: "Name", save: "Rename" },
  remove: {
    action: "Remove",
    title: (name: string) => `Remove ${name}?`,
    note: "Nothing new will reach it: it can no longer use the server, the keys change, and what lies sealed there is sealed anew. What it has it keeps, so clear it there too if it was lost or sold.",
    confirm: "Remove device",
    done: (name: string) => `${name} was removed`,
  },
  revert: {
    action: "Take back its changes",
    title: (name: string) => `Take back what ${name} did`,
    note: "Everything it changed since then is undone here and on all devices. What was changed again since stays. This can itself be undone.",
    since: "Since",
    confirm: "Take back",
    nothing: "It did nothing in that time.",
    done: (n: number) => `${counted(n, "link", "links")} taken back`,
  },
  pair: {
    title: "Pair a device",
    join: "Pair this device",
    idle: "Show a code here and type or scan it on the other device. The code works once and for five minutes.",
    show: "Show a code",
    enter: "Enter a code",
    left: (time: string) => `${time} left`,
    steps: [
      "Open Linksnap on the other device.",
      "Choose Pair and point it at this code.",
      "Check that both show the same seal.",
    ],
    qr: "Pairing code as a picture",
    noCamera: "No camera? Type this",
    copy: "Copy",
    copied: "Copied",
    codeLabel: "Pairing code",
    codeHint: "From the other device",
    joinNote: "The other device shows a code under Devices.",
    joinAsk:
      "An address brought this code. Go on only if you have just opened it from your own other device.",
    connect: "Pair",
    scan: "Scan the code",
    scanning: "Point the camera at the code on the other screen",
    stopScan: "Stop the camera",
    noCode: "The camera cannot be used. Type the code instead.",
    joining: "Looking for the other device…",
    compare: (name: string) => `Does ${name} show the same?`,
    compareNote:
      "Compare the four words and the seal on both screens. If the other screen shows anything else, stop.",
    seal: "Pairing seal",
    same: "They are the same",
    differ: "They differ",
    waiting: (name: string) => `Waiting for ${name}…`,
    choose: (n: number) => `This device has ${counted(n, "link", "links")} of its own`,
    chooseNote: (name: string) => `What is to become of its library when it joins ${name}?`,
    merge: "Combine both",
    mergeNote: "Everything of both is kept on both. The same addresses become one link.",
    replace: "Take theirs instead",
    replaceNote: "What is here is put aside. Save a backup first: it is the way back.",
    backup: "Save a backup first",
    backingUp: "Saving the backup…",
    receiving: (name: string) =>
      name === "" ? "The library comes over" : `The library of ${name} comes over`,
    receivingNote: "You can use everything meanwhile.",
    done: (name: string) => `Paired with ${name}`,
    doneNote: "From now on they find each other by themselves.",
    failures,
    newCode: "New code",
    again: "Start again",
    inUse: "A pairing is under way in another tab.",
  },
  keep: {
    title: "Kept on this device",
    of: (used: string, all: string) => `${used} of about ${all}`,
    kind: "Kind",
    items: "Items",
    size: "Size",
    kinds,
    index: "Search index",
    rule: "Keep offline",
    ruleNote:
      "What comes to this device by itself. Anything else comes when you open it; what is here stays while there is room.",
    rules: {
      everything: "Everything",
      "text-and-screenshots": "Text and screenshots",
      months: (n: number) => (n === 1 ? "The last month" : `The last ${count(n)} months`),
      starred: "Starred links",
      tags: "Links with these tags",
    },
    budget: "Room for snapshots",
    budgetNote: "Beyond it, what was read longest ago makes room.",
    makeRoom: {
      title: "Make room on this device?",
      leaving: (n: number, size: string) =>
        `${counted(n, "snapshot", "snapshots")}, ${size}, will leave this device: what was read longest ago. Each lies on another device or sealed on the server, and comes back when you open it.`,
      last: (n: number, size: string) =>
        `${counted(n, "snapshot", "snapshots")}, ${size}, will stay for now although there is no room: no other copy is certain, or another device was just told that ${n === 1 ? "it is here. It leaves" : "they are here. They leave"} once a copy is certain.`,
      confirm: "Make room",
      choose: "Choose it",
    },
    budgetNone: "As the browser allows",
    safe: "Nothing is dropped here until another device, or a sealed copy on the server, is known to hold it.",
  },
  mailbox: {
    title: "Sealed mailbox",
    name: "Keep sealed copies on the server",
    note: "For devices that are never awake together. The server keeps them and cannot open them.",
    state: "State",
    states: {
      unknown: "Not asked yet",
      ready: "Ready",
      offline: "Not reached. Devices that see each other still sync.",
      full: "Full. Nothing is lost; new parcels wait here.",
      refused: "The server refuses this device",
    },
    sealedAt: "All of this device is there since",
    never: "Not yet",
    bytes: "Takes",
    capture: "What the server sees",
    captureNote:
      "While it takes a snapshot, the server sees the address and the page, as any browser does. Once this device has the snapshot it forgets both. Links, tags, notes and everything else it never sees.",
  },
  link: {
    title: "Copies",
    device: (name: string, isHere: boolean) => (isHere ? `${name}, this device` : name),
    sealed: "Sealed on the server",
    none: "No device says that it holds all of it",
  },
  toDevices: "Keep offline and devices",
  toDevicesNote: "What this device keeps of the snapshots, and how much room that takes",
  open: "Open",
  helpers: "Connection helpers",
  helpersNote:
    "STUN or TURN servers of your own, one a line, for devices in different networks. None are used unless you name them.",
  helpersWrong:
    "A line is stun:host:port, or turn:host:port with a name and a password behind it; four at most.",
  helpersSave: "Save",
};

export type DevicesMessages = typeof devicesEn;
