"use client";
/**
 * The app's own router: addresses live in the browser's history, views are chosen in the shell, and no navigation ever
 * asks the server for anything, so every address opens offline. Ids stand in search params (`/link?id=…`).
 */
import {
  createContext,
  useContext,
  useDeferredValue,
  useMemo,
  useSyncExternalStore,
  type AnchorHTMLAttributes,
  type MouseEvent,
  type ReactNode,
} from "react";
import { isLinkId, type LinkId } from "../domain/ids";
import type { Place } from "../library/library";
import { currentAddress, navigate, onAddress } from "./history";

export { goBack, navigate } from "./history";

export type Route =
  | { readonly view: "library"; readonly place: Place; readonly tag: string; readonly query: string }
  | { readonly view: "link"; readonly id: LinkId }
  | { readonly view: "compare"; readonly id: LinkId }
  | { readonly view: PlainView | "not-found" };

const Address = createContext("");

/**
 * Tells everything below where the person is. Another address is drawn in pieces that give way to keys and taps, on all
 * of the screen together; until it is drawn, what was there stays and still says where it stands.
 */
export function AddressProvider({ children }: { readonly children: ReactNode }) {
  const asked = useSyncExternalStore(onAddress, currentAddress, () => "");
  const drawn = useDeferredValue(asked);
  return <Address value={drawn === "" ? asked : drawn}>{children}</Address>;
}

/** Path and search of the address the screen is drawn for; "" while the page is prerendered or hydrating. */
export const useAddress = (): string => useContext(Address);

const places: readonly Place[] = ["inbox", "starred", "archive", "trash"];
const placeOf = (value: string | null): Place => places.find((place) => place === value) ?? "all";

const ofLink = (view: "link" | "compare", id: string | null): Route =>
  isLinkId(id) ? { view, id } : { view: "not-found" };

/** Views that ask for nothing but their address. */
export type PlainView =
  | "tags"
  | "activity"
  | "duplicates"
  | "settings"
  | "import"
  | "shared"
  | "devices"
  | "pair";
const plainViews = new Map<string, PlainView>([
  ["/tags", "tags"],
  ["/activity", "activity"],
  ["/duplicates", "duplicates"],
  ["/settings", "settings"],
  ["/import", "import"],
  ["/shared", "shared"],
  ["/devices", "devices"],
  ["/pair", "pair"],
]);

/** The route of an address of ours, e.g. `/link?id=…`. Total: what is not known is `not-found`. */
export function routeOf(address: string): Route {
  const { pathname, searchParams } = new URL(address || "/", "http://app.invalid");
  switch (pathname.replace(/(?!^)\/+$/, "")) {
    case "/":
      return {
        view: "library",
        place: placeOf(searchParams.get("in")),
        tag: searchParams.get("tag") ?? "",
        query: searchParams.get("q") ?? "",
      };
    case "/link":
      return ofLink("link", searchParams.get("id"));
    case "/compare":
      return ofLink("compare", searchParams.get("id"));
    default:
      return { view: plainViews.get(pathname.replace(/\/+$/, "")) ?? "not-found" };
  }
}

export function useRoute(): Route {
  const address = useAddress();
  return useMemo(() => routeOf(address), [address]);
}

/** The address of a list. */
export function libraryHref(spec: { place?: Place; tag?: string; query?: string } = {}): string {
  const params = new URLSearchParams();
  if (spec.place && spec.place !== "all") params.set("in", spec.place);
  if (spec.tag) params.set("tag", spec.tag);
  if (spec.query) params.set("q", spec.query);
  const search = params.toString();
  return search ? `/?${search}` : "/";
}

/** The address of a link's page. */
export const linkHref = (id: LinkId): string => `/link?id=${id}`;

/** The address where snapshots of a link are compared; without a choice the newest and the one before it. */
export function compareHref(
  id: LinkId,
  snapshots: { readonly a?: string; readonly b?: string } = {},
): string {
  const params = new URLSearchParams({ id, ...snapshots });
  return `/compare?${params.toString()}`;
}

const opensElsewhere = (event: MouseEvent) =>
  event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

/** A link to an address of the app: a real anchor, so opening in a new tab and copying work. */
export function A({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || opensElsewhere(event)) return;
        event.preventDefault();
        navigate(href);
      }}
    />
  );
}
