/** English words of the ways to begin that stand beside pasting a link. */
export const firstRunEn = {
  bring: "Bring your bookmarks",
  bringNote: "A bookmarks file from any browser, or a list of addresses. Folders become tags.",
  choose: "Drop a file, or choose",
  chooseByTouch: "Choose a file",
  pair: "Pair a device",
  pairNote: "Linksnap is already on another device? Type the code it shows, or scan it.",
  pairTypeNote: "Linksnap is already on another device? Type the code it shows.",
  code: "Pairing code",
  connect: "Connect",
  scan: "Scan a code",
};

export type FirstRunMessages = typeof firstRunEn;
