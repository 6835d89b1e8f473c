/**
 * The service worker: makes the app start at any address with the server gone, answers for the bytes of snapshots that
 * lie on this device, composes archived pages in a sandbox, and keeps what other apps share until the app takes it in. It
 * holds no state of its own but caches: the precached shell (one version at a time, Workbox's), `linksnap-blobs-v1`, which
 * the library worker fills, and the share box.
 */
import { clientsClaim } from "workbox-core";
import { answerArchivedPages } from "./sw/archived";
import { answerBlobs } from "./sw/blobs";
import { keepCardMaker } from "./sw/cards";
import { precacheShell } from "./sw/shell";
import { listenForMessages } from "./sw/messages";
import { takeShares } from "./sw/shared";

listenForMessages();
clientsClaim();
answerArchivedPages();
answerBlobs();
takeShares();
keepCardMaker();
precacheShell();
