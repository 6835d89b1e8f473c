/** What the capture process can ask the page. Bundled into one self-contained script; see build.ts. */
export { hideBanners, isConsentFrame } from "../consent/banners";
export { pagePieces, pictureCount } from "../likeness/inpage";
export { freezeFrame, freezeSymbol } from "./freeze/freeze";
export { readFacts } from "./metadata";
export { settleFrame, settlePage } from "./settle/settle";
export { pageSigns } from "./signs";
