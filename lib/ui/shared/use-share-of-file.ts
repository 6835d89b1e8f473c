"use client";
/**
 * The share the shown file came by. It stays in the box until the file was brought in or turned down: closed or reloaded
 * before that, the app offers it again at the next start.
 */
import { useState } from "react";
import { dropShare } from "../../share/share-box";

export interface ShareOfFile {
  /** Whether the shown file is from another app. */
  readonly isShown: boolean;
  /** Another file is shown now; `id`: of its share, `null` when a person chose it here. */
  readonly show: (id: string | null) => void;
  /** The file is not needed any more. */
  readonly settle: () => void;
}

export function useShareOfFile(): ShareOfFile {
  const [id, setId] = useState<string | null>(null);
  return {
    isShown: id !== null,
    show: setId,
    settle: () => {
      // What could not be taken out is offered again, and brings in nothing twice.
      if (id !== null) dropShare(id).catch(() => undefined);
      setId(null);
    },
  };
}
