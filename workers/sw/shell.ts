/**
 * The app's shell offline: one precached document answers every navigation that is the app's own, so nothing here
 * depends on how Next moves between pages. In development there is no precache and pages come from the server.
 */
import {
  addPlugins,
  addRoute,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precache as precacheFiles,
} from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { isShellPath, mayBeKept } from "./rules";
import { precache } from "./scope";

export function precacheShell(): void {
  cleanupOutdatedCaches();
  if (precache.length === 0) return;
  addPlugins([{ cacheWillUpdate: ({ response }) => Promise.resolve(mayBeKept(response) ? response : null) }]);
  precacheFiles(precache);
  // Exact addresses only: Next's own requests carry parameters and must not be answered with the document.
  addRoute({ cleanURLs: false, ignoreURLParametersMatching: [] });
  // Not Workbox's NavigationRoute: its patterns see the parameters too, so a search for `notes.md` would miss the shell.
  registerRoute(
    ({ request, url, sameOrigin }) => sameOrigin && request.mode === "navigate" && isShellPath(url.pathname),
    createHandlerBoundToURL("/"),
  );
}
