/** The capture process. Built into dist/capture.js, beside the page scripts it uses; started by lib/capture/capturer.ts. */
import { startCaptureChild } from "../lib/capture/child/main";

startCaptureChild(new URL("./", import.meta.url));
