"use client";
/** Two screenshots compared: on each other with a divider, or side by side; what differs is framed with its sign. */
import { useRef, useState, type ReactNode } from "react";
import type { Artifact } from "../../../domain/artifact";
import { useLibrary } from "../../library-context";
import { Stamp } from "../../parts/marks";
import { Segmented } from "../../parts/segmented";
import { useCompareText } from "../../text/compare/use-compare-text";
import type { SnapshotPair } from "../pair";
import { useShowChange } from "../use-show-change";
import type { Area, PictureChange } from "./areas";
import { Divider } from "./slider";
import type { Pictures } from "./use-picture-comparison";

type Way = "slider" | "side";

interface PictureDiffProps {
  readonly pair: SnapshotPair;
  readonly pictures: Pictures;
  readonly changes: readonly PictureChange[];
  readonly current: number | null;
  /** Room for two pictures beside each other. */
  readonly wide: boolean;
}

export function PictureDiff({ wide, ...parts }: PictureDiffProps) {
  const { t } = useCompareText();
  const words = t.compare.picture;
  const [chosen, setWay] = useState<Way>("slider");
  const way = wide ? chosen : "slider";
  const box = useRef<HTMLDivElement>(null);
  useShowChange(box, parts.current);
  const count = parts.changes.length;
  return (
    <div className="picdiff">
      <div className="viewbar">
        <span role="status" className="grow">
          {count === 0 ? words.equal : words.areas(count)}
        </span>
        {wide ? (
          <Segmented<Way>
            label={words.way}
            value={way}
            options={[
              { value: "slider", label: words.slider },
              { value: "side", label: words.side },
            ]}
            onChange={setWay}
          />
        ) : null}
      </div>
      <div ref={box} className="picdiff__box" tabIndex={0} role="region" aria-label={words.box}>
        {way === "slider" ? <Wipe {...parts} /> : <Beside {...parts} />}
      </div>
    </div>
  );
}

type ShownProps = Omit<PictureDiffProps, "wide">;

function Heads({ pair }: { pair: SnapshotPair }) {
  return (
    <div className="picdiff__heads">
      <Stamp at={pair.older.capturedAt} kind="ink" />
      <Stamp at={pair.newer.capturedAt} />
    </div>
  );
}

function Wipe(props: ShownProps) {
  const over = useRef<HTMLDivElement>(null);
  const [value, setValue] = useState(50);
  return (
    <>
      <Heads pair={props.pair} />
      <div ref={over} className="wipe" style={{ "--x": `${value}%` }}>
        <Picture {...props} side="old" />
        <Picture {...props} side="next" />
        <Divider value={value} onValue={setValue} over={over} />
      </div>
    </>
  );
}

function Beside(props: ShownProps) {
  return (
    <>
      <Heads pair={props.pair} />
      <div className="beside">
        <Picture {...props} side="old" />
        <Picture {...props} side="next" />
      </div>
    </>
  );
}

interface PictureProps extends ShownProps {
  readonly side: keyof PictureChange;
}

function Picture({ pair, pictures, changes, current, side }: PictureProps): ReactNode {
  const library = useLibrary();
  const { t, format } = useCompareText();
  const artifacts: readonly Artifact[] = pictures[side];
  const alt =
    side === "old"
      ? t.compare.picture.old(format.full(pair.older.capturedAt))
      : t.compare.picture.next(format.full(pair.newer.capturedAt));
  return (
    <div className={`pic pic--${side}`}>
      {artifacts.map((artifact, index) => (
        <img
          key={`${index} ${artifact.hash}`}
          src={library.artifactUrl(artifact)}
          alt={index === 0 ? alt : ""}
          width={artifact.width}
          height={artifact.height}
          loading={index === 0 ? "eager" : "lazy"}
          decoding="async"
        />
      ))}
      {changes.map((change, index) => (
        <Frame
          key={nameOf(change)}
          area={change[side]}
          index={index}
          side={side}
          current={index === current}
        />
      ))}
    </div>
  );
}

const nameOf = ({ old, next }: PictureChange) => `${old?.top ?? "-"} ${next?.top ?? "-"}`;
const share = (value: number) => `${(value * 100).toFixed(3)}%`;

/** Nearer to the edge than this share of the width, the sign stands above its frame instead of beside it. */
const EDGE = 0.08;

interface FrameProps {
  readonly area: Area | null;
  readonly index: number;
  readonly side: keyof PictureChange;
  readonly current: boolean;
}

function Frame({ area, index, side, current }: FrameProps) {
  if (!area) return null;
  return (
    <span
      className={["pic__area", current ? "is-now" : "", area.left < EDGE ? "pic__area--edge" : ""].join(" ")}
      data-change={index}
      aria-hidden="true"
      style={{
        "--l": share(area.left),
        "--t": share(area.top),
        "--w": share(area.width),
        "--h": share(area.height),
      }}
    >
      <b>{side === "old" ? "−" : "+"}</b>
    </span>
  );
}
