/** The card that other sites and messengers show for this app: the maker that draws cards of links draws it at the build. */
import { drawCard } from "./draw";

export const SOCIAL_FILE = "social.png";
export const SOCIAL_SIZE = { width: 1200, height: 630 } as const;

export const drawSocialCard = (colour: string): ReturnType<typeof drawCard> =>
  drawCard({ title: "Keep the page, not just the link", site: "Linksnap", colour, language: "en" }, 1.7);
