/**
 * The badly behaved half of the fixture site, one entry a path: errors, silence, floods, loops, files that are no page.
 * Big bodies are made while they are sent and stop when nobody reads them.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { colourOf, pdf, png } from "./bytes";

export interface SiteVisit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly origin: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** How often this path was asked for, this time included. */
  readonly visit: number;
}

const MB = 1024 * 1024;
const html = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };

const say = (title: string, text: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1><p>${text}</p></html>`;

function fail(visit: SiteVisit, status: number, headers: Readonly<Record<string, string>> = {}): void {
  visit.response.writeHead(status, { ...html, ...headers });
  visit.response.end(say(`Error ${status}`, "The fixture site answers like this on purpose."));
}

/** Sends `total` bytes of `filler`, as fast as they are read. */
function pour(visit: SiteVisit, total: number, filler: Buffer): void {
  let left = total;
  const more = (): void => {
    while (left > 0 && !visit.response.destroyed) {
      left -= filler.length;
      if (!visit.response.write(filler)) {
        visit.response.once("drain", more);
        return;
      }
    }
    if (!visit.response.destroyed) visit.response.end();
  };
  more();
}

function changing(visit: SiteVisit): void {
  const sentence =
    visit.visit === 1
      ? "The ferry goes at eight and at four, and on Sundays not at all."
      : `The ferry goes at nine since the timetable was changed, and this is reading number ${visit.visit}.`;
  const rest =
    "Everything else on this page stays as it was: the harbour has one café, the café has one cake, and the cake is better than it looks. Bring coins, because the machine for tickets has been out of order since spring and nobody minds enough to repair it.";
  visit.response.writeHead(200, html);
  visit.response.end(
    `<!doctype html><html lang="en"><title>The ferry timetable</title><article><h1>The ferry timetable</h1><p>${sentence}</p><p>${rest}</p><p>${rest}</p></article></html>`,
  );
}

/** A page that is there for one visit and gone for good afterwards. */
function vanishing(visit: SiteVisit): void {
  if (visit.visit > 1) return fail(visit, 410);
  const text =
    "The reading room closes at the end of the month, and this page with it. Whoever wants the list of its maps had better copy it now. ";
  visit.response.writeHead(200, html);
  visit.response.end(
    `<!doctype html><html lang="en"><title>Maps of the reading room</title><article><h1>Maps of the reading room</h1><p>${text.repeat(4)}</p><p>${text.repeat(3)}</p></article></html>`,
  );
}

function flaky(visit: SiteVisit): void {
  if (visit.visit <= 2) return fail(visit, 503);
  const text = "This page answers from its third visit on. ".repeat(12);
  visit.response.writeHead(200, html);
  visit.response.end(
    `<!doctype html><html lang="en"><title>Worth another try</title><article><h1>Worth another try</h1><p>${text}</p></article></html>`,
  );
}

const table: Readonly<Record<string, (visit: SiteVisit) => void>> = {
  "/403": (visit) => fail(visit, 403),
  "/404": (visit) => fail(visit, 404),
  "/410": (visit) => fail(visit, 410),
  "/429": (visit) => fail(visit, 429, { "retry-after": "120" }),
  "/500": (visit) => fail(visit, 500),
  "/503": (visit) => fail(visit, 503, { "retry-after": "90" }),
  "/login": (visit) => fail(visit, 401, { "www-authenticate": 'Basic realm="fixture"' }),
  /** Headers and the start of a page without any text, then silence. */
  "/slow": (visit) => {
    visit.response.writeHead(200, html);
    visit.response.write("<!doctype html><title>Slow</title><p>");
  },
  /** Takes the connection and never says a word. */
  "/hang": () => undefined,
  /** A page of text without an end. */
  "/endless": (visit) => {
    visit.response.writeHead(200, html);
    visit.response.write("<!doctype html><title>Endless</title><pre>");
    pour(visit, Number.POSITIVE_INFINITY, Buffer.alloc(64 * 1024, "and so on \n"));
  },
  "/loop": (visit) => {
    visit.response.writeHead(302, { location: `/loop?turn=${visit.visit}` });
    visit.response.end();
  },
  "/redirect": (visit) => {
    visit.response.writeHead(301, { location: "/append-only-log" });
    visit.response.end();
  },
  /** Redirects to an address inside the network that captures must not reach. */
  "/redirect-private": (visit) => {
    visit.response.writeHead(302, { location: "http://127.0.0.1:8080/" });
    visit.response.end();
  },
  "/doc.pdf": (visit) => {
    visit.response.writeHead(200, { "content-type": "application/pdf" });
    visit.response.end(pdf("A document of the fixture site"));
  },
  "/image.png": (visit) => {
    visit.response.writeHead(200, { "content-type": "image/png" });
    visit.response.end(png(320, 200, () => colourOf("main-document")));
  },
  "/words.txt": (visit) => {
    visit.response.writeHead(200, { "content-type": "text/plain; charset=utf-8" });
    visit.response.end("The tide table of the harbour.\n\nHigh water comes at six, 潮水六点上来。\n");
  },
  "/download": (visit) => {
    visit.response.writeHead(200, {
      "content-type": "application/zip",
      "content-disposition": 'attachment; filename="archive.zip"',
    });
    visit.response.end(Buffer.from("PK\u0005\u0006".padEnd(22, "\0"), "latin1"));
  },
  "/big": (visit) => {
    visit.response.writeHead(200, { "content-type": "application/octet-stream", "content-length": 60 * MB });
    pour(visit, 60 * MB, Buffer.alloc(64 * 1024, 7));
  },
  "/big-page": (visit) => {
    visit.response.writeHead(200, html);
    visit.response.write("<!doctype html><title>Big</title><p>");
    pour(visit, 60 * MB, Buffer.alloc(64 * 1024, "word "));
  },
  "/flaky": flaky,
  "/changes": changing,
  "/vanishing": vanishing,
  /** A page that takes six seconds to arrive, for what happens in the middle of a capture. */
  "/unhurried": (visit) => {
    visit.response.writeHead(200, html);
    visit.response.write('<!doctype html><html lang="en"><title>An unhurried page</title><article>');
    const text = "Some pages take their time, and a snapshot of them has to wait without losing its place. ";
    const timer = setTimeout(
      () => visit.response.end(`<h1>An unhurried page</h1><p>${text.repeat(8)}</p></article></html>`),
      Number(visit.query.get("ms") ?? 6_000),
    );
    visit.response.on("close", () => clearTimeout(timer));
  },
};

/** Answers a visit to one of the special paths; `false` when the path is none of them. */
export async function endpoints(visit: SiteVisit): Promise<boolean> {
  const entry = table[visit.path];
  if (entry) entry(visit);
  return Promise.resolve(entry !== undefined);
}
