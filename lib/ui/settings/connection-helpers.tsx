"use client";
/** STUN and TURN servers of the person's own: one a line, with name and password behind a TURN server's address. */
import { useState } from "react";
import type { IceServer } from "../../library/library";
import { Button } from "../parts/button";
import { useDevicesText } from "../text/devices/use-devices-text";
import { Setting, type SectionProps } from "./settings-parts";

const asLine = ({ urls, username = "", credential = "" }: IceServer): string =>
  [urls, username, credential].join(" ").trim();

function parseLine(line: string): IceServer {
  const [urls = "", username, credential] = line.split(" ");
  return { urls, ...(username && credential ? { username, credential } : {}) };
}

/** As the library takes them: what it would leave out is not saved without a word. */
const HELPER = /^(stuns?:[\w.[\]:-]+|turns?:[\w.[\]:-]+(\?transport=(udp|tcp))? \S+ \S+)$/i;

export function ConnectionHelpers({ settings, set }: SectionProps) {
  const { words } = useDevicesText();
  const kept = settings.iceServers.map(asLine).join("\n");
  const [text, setText] = useState<string | null>(null);
  const lines = (text ?? kept)
    .split("\n")
    .map((line) => line.trim().replaceAll(/\s+/g, " "))
    .filter((line) => line !== "");
  const isSound = lines.length <= 4 && lines.every((line) => HELPER.test(line));
  const save = (): void => {
    set({ iceServers: lines.map(parseLine) });
    setText(null);
  };
  return (
    <Setting name={words.helpers} note={words.helpersNote}>
      <div className="helpers">
        <textarea
          className="note__in"
          rows={2}
          aria-label={words.helpers}
          aria-invalid={!isSound}
          spellCheck={false}
          placeholder="turn:turn.example.org:3478 linksnap …"
          value={text ?? kept}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {isSound ? null : (
          <p className="helpers__wrong" role="alert">
            {words.helpersWrong}
          </p>
        )}
        {text === null || !isSound ? null : <Button onClick={save}>{words.helpersSave}</Button>}
      </div>
    </Setting>
  );
}
