/** What commands work with. */
import type { LinkView, Library } from "../../library/library";
import type { Actions } from "../actions";
import type { Toaster } from "../parts/toast";
import type { Messages } from "../text/en";
import type { HandMessages } from "../text/hand/en";
import type { Names } from "../text/hand/use-names";
import type { DeviceSettings } from "../../library/library";

export interface Reach {
  readonly library: Library;
  readonly actions: Actions;
  readonly toast: Toaster;
  readonly t: Messages;
  readonly words: HandMessages;
  /** In every language that is here: a command is found by its name in any. */
  readonly names: readonly Names[];
  readonly settings: DeviceSettings;
  /** The link on screen: the open one, or the selected one of the list. */
  readonly view: LinkView | null;
  /** Opens the way to save a link. */
  readonly add: () => void;
  readonly search: () => void;
  readonly showShortcuts: () => void;
}
