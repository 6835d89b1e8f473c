"use client";
/**
 * The other ways to begin: a file of bookmarks, and another device. Both lead on to the screens that do it; nothing is read
 * or joined here.
 */
import { useRef, useState, type FormEvent } from "react";
import { Icon } from "../icons";
import { handFile } from "../import/handed-file";
import { handPairingStart, type PairingStart } from "../pairing/join/pairing-start";
import { useCanScan } from "../pairing/join/scanning";
import { Button, IconButton } from "../parts/button";
import { navigate } from "../router";
import { firstRunEn, type FirstRunMessages } from "../text/first-run/en";
import { useWords } from "../text/use-text";
import { useIsPhone } from "../use-media";

export function OtherWays() {
  const words = useWords("firstRun", firstRunEn);
  return (
    <>
      <BringWay words={words} />
      <PairWay words={words} />
    </>
  );
}

interface WayProps {
  readonly words: FirstRunMessages;
}

function BringWay({ words }: WayProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const isPhone = useIsPhone();
  const bring = (file: File | undefined) => {
    if (!file) return;
    handFile(file);
    navigate("/import");
  };
  return (
    <section className="way">
      <Icon name="upload" size={24} />
      <h2>{words.bring}</h2>
      <p>{words.bringNote}</p>
      <button
        type="button"
        className={over ? "way__drop is-over" : "way__drop"}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation(); // the window saves dropped links
          setOver(false);
          bring(event.dataTransfer.files[0]);
        }}
      >
        <Icon name="file" />
        {isPhone ? words.chooseByTouch : words.choose}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={words.bring}
        onChange={(event) => bring(event.currentTarget.files?.[0])}
      />
    </section>
  );
}

function PairWay({ words }: WayProps) {
  const [code, setCode] = useState("");
  const canScan = useCanScan();
  const goOn = (start: PairingStart) => {
    handPairingStart(start);
    navigate("/pair");
  };
  const join = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== "") goOn({ by: "person", code: code.trim() });
  };
  return (
    <section className="way">
      <Icon name="phone" size={24} />
      <h2>{words.pair}</h2>
      <p>{canScan ? words.pairNote : words.pairTypeNote}</p>
      <form onSubmit={join}>
        <div className="field">
          <Icon name="lock" />
          <input
            aria-label={words.code}
            placeholder={words.code}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            enterKeyHint="go"
          />
        </div>
        {code.trim() === "" && canScan ? (
          <IconButton icon="camera" label={words.scan} onClick={() => goOn({ by: "camera" })} />
        ) : (
          <Button submit disabled={code.trim() === ""}>
            {words.connect}
          </Button>
        )}
      </form>
    </section>
  );
}
