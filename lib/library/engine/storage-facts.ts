/** What the browser says of this origin's storage. */
import type { StorageFacts } from "./own-device";

export async function storageFacts(): Promise<StorageFacts> {
  const { storage } = navigator;
  const [persisted, { usage = 0, quota = 0 }] = await Promise.all([storage.persisted(), storage.estimate()]);
  return { persisted, usedBytes: usage, quotaBytes: quota };
}
