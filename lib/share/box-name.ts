/** Name of the cache that holds what other apps handed over, apart from the code that reads it: the app's start asks only whether it is there. */
export const SHARE_BOX = "linksnap-shares-v1";
