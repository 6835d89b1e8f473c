/** Where a saved search stands in the addresses of the app. */
import { libraryHref, type Route } from "../router";

/** The address of a saved search. */
export const searchHref = (query: string): string => libraryHref({ query });

/** Whether the screen shows this saved search; another place or tag with the same words is another list. */
export const isAtSearch = (route: Route, query: string): boolean =>
  route.view === "library" && route.place === "all" && route.tag === "" && route.query === query;
