/** The second page script, for the main frame and the frames beside it: answers consent banners. See build.ts. */
export { declineConsent } from "./decline";
