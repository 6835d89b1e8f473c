/**
 * The first look at an address that is to be captured: is it an http(s) address without surprises? Where it leads is
 * judged at the door (target.ts), for this address and every later one alike.
 */
import { MAX_URL_LENGTH } from "../../domain/link";
import { fail, ok, type Result } from "../../domain/result";

const hasControlCharacter = (text: string): boolean => /\p{Cc}/u.test(text);

/** The parsed address, or why it cannot be captured, in plain English words. */
export function readCaptureUrl(text: string): Result<URL, string> {
  if (text.length > MAX_URL_LENGTH) return fail("the address is too long");
  // The parser drops tabs and newlines: what a person reads would not be what is fetched.
  if (hasControlCharacter(text)) return fail("the address contains control characters");
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    // Reported as a value: this is an expected answer.
    return fail("this is not an address");
  }
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return fail("only http and https addresses can be saved as a page");
  if (url.username !== "" || url.password !== "") return fail("the address contains a user name or password");
  return ok(url);
}
