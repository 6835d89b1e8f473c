/**
 * What a page can ask of the service worker. The person decides when a new version takes over (`SKIP_WAITING`); a page
 * that was loaded past the worker (a hard reload) can ask to be answered by it again (`CLAIM`).
 */
import { scope, version } from "./scope";

const typeOf = (data: unknown): unknown =>
  typeof data === "object" && data !== null && "type" in data ? data.type : undefined;

export function listenForMessages(): void {
  scope.addEventListener("message", (event) => {
    switch (typeOf(event.data)) {
      case "SKIP_WAITING":
        event.waitUntil(scope.skipWaiting());
        break;
      case "CLAIM":
        event.waitUntil(scope.clients.claim());
        break;
      case "GET_VERSION":
        event.ports[0]?.postMessage(version);
        break;
      default:
    }
  });
}
