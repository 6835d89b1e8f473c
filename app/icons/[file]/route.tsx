/**
 * The app's icons and its social card as PNG files, drawn from the mark when the app is built: no network, no font. The mark's shape stands
 * once, here and in public/favicon.svg (which is thicker, for 16 pixels).
 */
import { ImageResponse } from "@vercel/og";
import { drawSocialCard, SOCIAL_FILE, SOCIAL_SIZE } from "../../../lib/cards/social";

export const dynamic = "force-static";
export const dynamicParams = false;

interface Icon {
  readonly size: number;
  /** Colour behind the mark, "" for none. */
  readonly ground: string;
  readonly ink: string;
  /** Share of the width the 64-unit drawing takes: systems crop maskable icons to the inner 80 %. */
  readonly scale: number;
  /** Corner radius as a share of the size. */
  readonly radius: number;
}

const SEAL = "#B8402A";
const LIGHT = "#FFFAF5";
const plain = { ground: SEAL, ink: LIGHT, scale: 1, radius: 15.5 / 64 } as const;

const icons: Readonly<Record<string, Icon>> = {
  "192.png": { ...plain, size: 192 },
  "512.png": { ...plain, size: 512 },
  "maskable-512.png": { ...plain, size: 512, scale: 0.875, radius: 0 },
  "monochrome-512.png": { size: 512, ground: "transparent", ink: "#000", scale: 0.875, radius: 0 },
  "apple-180.png": { ...plain, size: 180, radius: 0 },
};

const STROKES = [
  "M31.5 41H32.5a5 5 0 0 0 5-5V18a5 5 0 0 0-5-5h-13a5 5 0 0 0-5 5v18a5 5 0 0 0 5 5H21.5",
  "M42.5 23H44.5a5 5 0 0 1 5 5v18a5 5 0 0 1-5 5h-13a5 5 0 0 1-5-5V28a5 5 0 0 1 5-5H32.5",
];

export const generateStaticParams = () => [...Object.keys(icons), SOCIAL_FILE].map((file) => ({ file }));

export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  if (file === SOCIAL_FILE) return new ImageResponse(drawSocialCard(SEAL), SOCIAL_SIZE);
  const icon = icons[file];
  if (!icon) return new Response(null, { status: 404 });
  const { size, ground, ink, scale, radius } = icon;
  const drawing = size * scale;
  return new ImageResponse(
    (
      <div
        style={{
          display: "flex",
          width: "100%",
          height: "100%",
          alignItems: "center",
          justifyContent: "center",
          background: ground,
          borderRadius: size * radius,
        }}
      >
        <svg width={drawing} height={drawing} viewBox="0 0 64 64" fill="none" stroke={ink} strokeWidth="5.2">
          {STROKES.map((stroke) => (
            <path key={stroke} d={stroke} />
          ))}
        </svg>
      </div>
    ),
    { width: size, height: size },
  );
}
