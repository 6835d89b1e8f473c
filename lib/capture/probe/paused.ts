/** An answer that Chromium holds back until it was looked at: what it says, its bytes, and an answer in its place. */
import type { CDPSession } from "playwright";

export interface Paused {
  readonly requestId: string;
  readonly networkId?: string;
  readonly frameId: string;
  readonly request: { readonly url: string };
  readonly responseStatusCode?: number;
  readonly responseHeaders?: readonly { readonly name: string; readonly value: string }[];
}

const CHUNK = 1024 * 1024;

/** Header values of one name are joined, as Fetch does; `latin1` text stays one character a byte. */
export const headersOf = ({ responseHeaders = [] }: Paused): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const { name, value } of responseHeaders) {
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  return headers;
};

export const isAttachment = (headers: Readonly<Record<string, string>>): boolean =>
  /^\s*attachment/i.test(headers["content-disposition"] ?? "");

/** Whether the answer brings a document: no redirect, no error, not "nothing to show". */
export const hasContent = ({ responseStatusCode: status = 0 }: Paused): boolean =>
  status >= 200 && status < 300 && status !== 204 && status !== 205;

/** Lets the answer through as it is. */
export const letThrough = (session: CDPSession, { requestId }: Paused): Promise<unknown> =>
  session.send("Fetch.continueRequest", { requestId });

/** Takes the answer's bytes, unpacked, part by part; from then on the browser only gets what `answerInstead` gives it. */
export async function takeBytes(
  session: CDPSession,
  { requestId }: Paused,
  onPart: (part: Buffer) => void,
): Promise<void> {
  const { stream } = await session.send("Fetch.takeResponseBodyAsStream", { requestId });
  for (;;) {
    const { data, base64Encoded, eof } = await session.send("IO.read", { handle: stream, size: CHUNK });
    onPart(Buffer.from(data, base64Encoded ? "base64" : "utf8"));
    if (eof) break;
  }
  await session.send("IO.close", { handle: stream });
}

/** Gives the browser these bytes, under this type, as if they had come so; all else of the answer stays. */
export function answerInstead(
  session: CDPSession,
  { requestId, responseStatusCode = 200, responseHeaders = [] }: Paused,
  { bytes, type }: { readonly bytes: Uint8Array; readonly type: string },
): Promise<unknown> {
  const kept = responseHeaders.filter(({ name }) => !/^content-(type|length|encoding)$/i.test(name));
  return session.send("Fetch.fulfillRequest", {
    requestId,
    responseCode: responseStatusCode,
    responseHeaders: [...kept, { name: "content-type", value: type }],
    body: Buffer.from(bytes).toString("base64"),
  });
}
