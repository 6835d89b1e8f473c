import { blobStoreContract } from "../blob-store.contract";
import { createMemoryBlobStore } from "./memory-blob-store";

blobStoreContract("in memory", async () => createMemoryBlobStore());
