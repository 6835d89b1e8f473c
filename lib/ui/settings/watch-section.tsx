"use client";
/** All links that are looked at by themselves: how often, when next, which have stopped; each can be changed here. */
import { watchRhythms } from "../../domain/capture";
import type { WatchedLink } from "../../library/library";
import { useLibrary, useLive } from "../library-context";
import { useWatch, WatchLines } from "../link/watch/watch-control";
import { openLink } from "../list/came-from";
import { Segmented } from "../parts/segmented";
import { useSnapshotText } from "../text/snapshots/use-snapshot-text";
import { SettingsGroup } from "./settings-parts";

export function WatchSection() {
  const words = useSnapshotText().watch;
  const watched = useLive(useLibrary().watches) ?? [];
  return (
    <SettingsGroup title={words.section} icon="clock">
      <div className="watched" id="watched">
        <p className="faint">{watched.length === 0 ? words.none : words.note}</p>
        <ul>
          {watched.map((link) => (
            <Watched key={link.id} link={link} />
          ))}
        </ul>
      </div>
    </SettingsGroup>
  );
}

function Watched({ link: { id, title, host, state } }: { link: WatchedLink }) {
  const words = useSnapshotText().watch;
  const { set } = useWatch();
  return (
    <li>
      <div className="watched__t">
        <button type="button" className="textlink truncate" onClick={() => openLink(id)}>
          {title}
        </button>
        <span className="faint truncate">{host}</span>
      </div>
      <Segmented
        label={`${words.label}: ${title}`}
        value={state.rhythm}
        options={watchRhythms.map((rhythm) => ({ value: rhythm, label: words.rhythm[rhythm] }))}
        onChange={(rhythm) => set(id, rhythm)}
      />
      <WatchLines state={state} onResume={() => set(id, state.rhythm)} />
    </li>
  );
}
