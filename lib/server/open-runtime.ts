/** Puts the server's parts together from its settings and the capturer it is given. */
import { join } from "node:path";
import type { Capturer } from "../ports/capturer";
import { openAccess } from "./access/access";
import { Tickets } from "./access/tickets";
import { isLocalOnly } from "./access/hosts";
import { openFsBlobStore } from "./blobs/fs-blob-store";
import { MAX_WAIT, openCaptureQueue } from "./captures/capture-queue";
import { openJournal } from "./captures/journal";
import type { Config } from "./config";
import { Mailboxes } from "./mailbox/mailboxes";
import { Pairings } from "./pairing/pairings";
import type { ServerRuntime } from "./runtime";

export interface RuntimeOptions {
  readonly config: Config;
  readonly version: string;
  readonly capturer: Capturer;
  readonly claimCode: string;
  /** Told of what should not happen, in one line. */
  readonly report: (words: string) => void;
}

export interface OpenRuntime extends ServerRuntime {
  /** Ends captures and their readers; what was not finished runs again at the next start. */
  close(): Promise<void>;
}

/** Opens everything under the data folder. Throws with words for the console when something there is damaged. */
export async function openRuntime(options: RuntimeOptions): Promise<OpenRuntime> {
  const { config, capturer, claimCode, report } = options;
  const inData = (name: string) => join(config.dataDir, name);
  const blobs = await openFsBlobStore(inData("blobs"));
  const access = await openAccess({
    file: inData("access.json"),
    trustsThisMachine: isLocalOnly(config),
    claimCode,
  });
  const journal = await openJournal(inData("captures"), MAX_WAIT);
  const captures = await openCaptureQueue({
    capturer,
    blobs,
    journal,
    parallel: config.parallelCaptures,
    sitePauseMs: config.captures.sitePauseMs,
    retries: config.captures.tries,
    report,
  });
  return {
    version: options.version,
    config,
    access,
    tickets: new Tickets(),
    pairings: new Pairings(),
    blobs,
    captures,
    mailboxes: new Mailboxes(inData("mailbox"), config.mailbox),
    captureHealth: () => capturer.health(),
    close: () => captures.close(),
  };
}
