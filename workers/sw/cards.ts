/**
 * The maker of preview cards and its fonts: kept from their first use on, so that cards are drawn offline too, and looked
 * at anew behind each use.
 */
import { registerRoute } from "workbox-routing";
import { StaleWhileRevalidate } from "workbox-strategies";

const CACHE = "linksnap-card-maker";

export function keepCardMaker(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/cards/"),
    new StaleWhileRevalidate({ cacheName: CACHE }),
  );
}
