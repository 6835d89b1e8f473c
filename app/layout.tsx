/**
 * The document of every address: static, the same for everyone, with the client shell in it. No page is rendered for
 * anybody, so one cached copy opens the whole app offline.
 */
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { prePaintScript } from "../lib/ui/pre-paint";
import { FirstStill } from "../lib/ui/first-run/still";
import { KeptStill } from "../lib/ui/shared/kept-still";
import { Shell } from "../lib/ui/shell";
import { saidInAll } from "../lib/ui/still/said";
import { en } from "../lib/ui/text/en";
import "./globals.css";

export const metadata: Metadata = {
  description: "Keeps the links you care about and a snapshot of every page behind them, offline.",
  applicationName: "Linksnap",
  icons: { icon: "/favicon.svg", apple: "/icons/apple-touch-icon.png" },
  appleWebApp: { capable: true, title: "Linksnap", statusBarStyle: "default" },
  formatDetection: { telephone: false, email: false, address: false },
  referrer: "no-referrer",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#FAF8F4" },
    { media: "(prefers-color-scheme: dark)", color: "#181613" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const said = await saidInAll();
  return (
    // The script below sets language and theme before React wakes up: the difference is meant.
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Not among the metadata: those are drawn anew after the screen, which has given the tab its title by then. */}
        <title>Linksnap</title>
        <meta property="og:title" content="Linksnap" />
        <meta property="og:image" content="/icons/social.png" />
        <script dangerouslySetInnerHTML={{ __html: prePaintScript }} />
      </head>
      <body>
        <noscript>{en.app.noScript}</noscript>
        <Shell stills={{ first: <FirstStill said={said} />, kept: <KeptStill said={said} /> }} />
        {children}
      </body>
    </html>
  );
}
