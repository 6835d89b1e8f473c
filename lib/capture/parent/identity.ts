/** A user and group of the system; none of both means the server's own. */
export interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}
