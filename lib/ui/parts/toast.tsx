"use client";
/**
 * Toasts: what just happened, with Undo when something moved. Six seconds each, twelve with a choice, waiting while the pointer or the focus is
 * on one; at most three at a time. They are announced politely.
 */
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";
import { useText } from "../text/use-text";

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export interface ToastSpec {
  readonly text: string;
  readonly action?: ToastAction;
  /** A second, quieter action such as "Later". */
  readonly second?: ToastAction;
  /** More that can be done at once, in a row of its own. */
  readonly below?: ReactNode;
  /** Stays until it is answered. */
  readonly sticky?: boolean;
}

interface ShownToast extends ToastSpec {
  readonly key: number;
}

export interface Toaster {
  readonly show: (toast: ToastSpec) => void;
}

const SHOWN_MS = 6000;
/** Where there is something to choose, reading takes longer. */
const CHOOSING_MS = 12_000;
const MOST = 3;
const ToastContext = createContext<Toaster>({ show: () => undefined });

export const useToast = (): Toaster => useContext(ToastContext);

function Toast({ toast, close }: { toast: ShownToast; close: (key: number) => void }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || toast.sticky) return undefined;
    const timer = setTimeout(() => close(toast.key), toast.below ? CHOOSING_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, toast, close]);
  const button = (action: ToastAction, className: string) => (
    <button
      type="button"
      className={className}
      onClick={() => {
        close(toast.key);
        action.run();
      }}
    >
      {action.label}
    </button>
  );
  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {toast.action ? button(toast.action, "toast__do") : null}
      {toast.second ? button(toast.second, "toast__do toast__do--quiet") : null}
      {toast.below}
    </div>
  );
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useText();
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const next = useRef(0);
  const close = useCallback(
    (key: number) => setToasts((all) => all.filter((toast) => toast.key !== key)),
    [],
  );
  const toaster = useMemo<Toaster>(
    () => ({
      show: (toast) => {
        next.current += 1;
        const shown = { ...toast, key: next.current };
        setToasts((all) =>
          [...all.filter((old) => old.text !== toast.text || old.sticky), shown].slice(-MOST),
        );
      },
    }),
    [],
  );
  return (
    <ToastContext value={toaster}>
      {children}
      <section className="toasts" aria-label={t.toast.region}>
        <div className="toasts__list" role="status" aria-live="polite" aria-atomic="false">
          {toasts.map((toast) => (
            <Toast key={toast.key} toast={toast} close={close} />
          ))}
        </div>
      </section>
    </ToastContext>
  );
}
