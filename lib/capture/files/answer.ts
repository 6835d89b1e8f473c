/** What an address answered with, as it stands in the manifest. */
import type { Answer } from "../../domain/snapshot";
import type { Trail } from "../child/scene";

const MAX_REDIRECTS = 20;
const plain = (url: string): string => url.replace(/#.*$/, "");

/** The addresses between the first and the last, each once where one follows itself. */
export const redirectsOf = (passed: readonly string[], finalUrl: string): readonly string[] =>
  passed
    .filter((url, i) => plain(url) !== plain(passed[i - 1] ?? ""))
    .slice(1)
    .filter((url) => plain(url) !== plain(finalUrl))
    .slice(0, MAX_REDIRECTS);

/** Of a page. What could not be looked at is empty. */
export const answerOf = ({ read, passed }: Pick<Trail, "read" | "passed">, finalUrl: string): Answer => ({
  mediaType: read?.mediaType ?? "",
  charset: read?.charset ?? "",
  bytes: read?.bytes ?? 0,
  redirects: redirectsOf(passed, finalUrl),
});
