/**
 * The app's shell offline: one precached document answers every navigation that is the app's own, so nothing here
 * depends on how Next moves between pages. In development there is no precache and pages come from the server.
 */
import { cacheNames } from "workbox-core";
import {
  addPlugins,
  addRoute,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precache as precacheFiles,
} from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { isShellPath, mayBeKept } from "./rules";
import { precache, scope } from "./scope";

export function precacheShell(): void {
  cleanupOutdatedCaches();
  if (precache.length === 0) return;
  addPlugins([{ cacheWillUpdate: ({ response }) => Promise.resolve(mayBeKept(response) ? response : null) }]);
  precacheFiles(precache);
  scope.addEventListener("install", routeHashedFiles);
  // Exact addresses only: Next's own requests carry parameters and must not be answered with the document.
  addRoute({ cleanURLs: false, ignoreURLParametersMatching: [] });
  // Not Workbox's NavigationRoute: its patterns see the parameters too, so a search for `notes.md` would miss the shell.
  registerRoute(
    ({ request, url, sameOrigin }) => sameOrigin && request.mode === "navigate" && isShellPath(url.pathname),
    createHandlerBoundToURL("/"),
  );
}

/**
 * Files whose names say what is in them are answered from the precache by the browser itself, where it can do that: the
 * first list waits for a dozen of them, and none for this worker. What is not there comes as it would without.
 */
function routeHashedFiles(event: Event): void {
  const addRoutes: unknown = Reflect.get(event, "addRoutes");
  if (typeof addRoutes !== "function") return;
  const rule = {
    condition: { urlPattern: { pathname: "/_next/static/chunks/*" } },
    source: { cacheName: cacheNames.precache },
  };
  const add = async (): Promise<void> => Reflect.apply(addRoutes, event, [rule]);
  void add().catch(() => undefined); // without it they are answered here
}
