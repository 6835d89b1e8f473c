/** English words of the page that stands in an archived page's place when its bytes are not on the device. */
export const archivedEn = {
  title: "This archived page is not on this device",
  body: "Its link and its other parts are safe. Open the link again and choose “Fetch it” when the server is reachable.",
};

export type ArchivedMessages = typeof archivedEn;
