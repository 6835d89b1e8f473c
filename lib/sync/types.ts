/** What the parts of sync agree on: lanes between two devices, who is at the other end, and the keys of the library. */

/** One ordered, reliable lane to another device. Messages of any length; long ones go in pieces. */
export interface Lane {
  /** Resolves when there is room for the next: wait for it. Rejects when the lane is closed. */
  send(message: Uint8Array<ArrayBuffer>): Promise<void>;
  /** One listener; messages that came before are given to it first. */
  listen(hear: (message: Uint8Array<ArrayBuffer>) => void): void;
  readonly isOpen: boolean;
}

/** Another device of the library whose identity was proven, and that may not have been taken out. */
export interface Peer {
  /** Its id in the roster: 14 characters, as the device cells of the replica. */
  readonly deviceId: string;
  /** The lane of files; the exchange of the replica has another, which goes first. */
  readonly blobs: Lane;
  close(): void;
}

/** The devices that are connected now. */
export interface Peers {
  all(): readonly Peer[];
  /** Called for those that are there already, too. Returns how to stop. */
  onJoin(joined: (peer: Peer) => void): () => void;
  onLeave(left: (peer: Peer) => void): () => void;
}

/** What one epoch of the library's secret yields. Nothing of it but `room`, `mailbox.id` and `writeCapability` leaves the device. */
export interface EpochKeys {
  readonly epoch: number;
  /** Name of the room on the signalling server. */
  readonly room: string;
  /** Password of y-webrtc's signals, 256 bits. */
  readonly signalPassword: string;
  readonly mailbox: {
    readonly id: string;
    /** Shown to the server with every write; it keeps a hash of it. */
    readonly writeCapability: string;
  };
  /** AES-256-GCM; `context` is authenticated and not part of the answer. */
  seal(plain: Uint8Array<ArrayBuffer>, context: string): Promise<Uint8Array<ArrayBuffer>>;
  /** `null` when it was not sealed with this key and context, or was changed. */
  open(sealed: Uint8Array<ArrayBuffer>, context: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Name under which a blob lies sealed on the server: tells nothing of its hash. 64 lower-case hex digits. */
  blobName(hash: string): Promise<string>;
}

/** This device, and whom of the others it may trust. */
export interface Identity {
  readonly deviceId: string;
  sign(message: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** False also for a device that is not in the roster or was taken out. */
  verify(
    deviceId: string,
    message: Uint8Array<ArrayBuffer>,
    signature: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
}

export interface LibraryKeys {
  /** `null` while this device has no library secret: it is alone. */
  readonly current: EpochKeys | null;
  /** Older epochs this device knows, newest first: for what was sealed before. */
  readonly older: readonly EpochKeys[];
  readonly identity: Identity;
  /** Called when the epoch or the roster changes. Returns how to stop. */
  onChange(changed: () => void): () => void;
}
