/**
 * The service worker: makes the app start at any address with the server gone, answers for the bytes of snapshots that
 * lie on this device, and composes archived pages in a sandbox. It holds no state of its own but two kinds of caches: the
 * precached shell (one version at a time, Workbox's) and `linksnap-blobs-v1`, which the library worker fills.
 */
import { clientsClaim } from "workbox-core";
import { answerArchivedPages } from "./sw/archived";
import { answerBlobs } from "./sw/blobs";
import { precacheShell } from "./sw/shell";
import { listenForMessages } from "./sw/messages";

listenForMessages();
clientsClaim();
answerArchivedPages();
answerBlobs();
precacheShell();
