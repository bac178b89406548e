import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import type { ReactNode } from "react";
import { readTheme } from "@/components/shell/read-theme";
import { Toaster } from "@/components/ui/toaster";
import { readCookieState } from "@/lib/api/cookie-state";
import { env } from "@/lib/core/env";
import "./globals.css";

const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-inter",
  display: "swap",
});
const jetbrainsMono = localFont({
  src: "../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  weight: "100 800",
  variable: "--font-jetbrains-mono",
  display: "swap",
  preload: false,
});

const description =
  "An API and a portal that turn a picture or a sentence into a watertight, measured, print-ready 3D model.";

/** A function, because the public address is a setting of the start and not of the build. */
export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(env().publicUrl),
    title: { default: "PrintPal: pictures to printable models", template: "%s · PrintPal" },
    description,
    applicationName: "PrintPal",
    openGraph: {
      siteName: "PrintPal",
      type: "website",
      title: "Pictures in. Printable models out.",
      description,
    },
    twitter: { card: "summary_large_image" },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfbfa" },
    { media: "(prefers-color-scheme: dark)", color: "#0f0e0d" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [theme, cookies] = await Promise.all([readTheme(), readCookieState()]);
  const keep = cookies.ask || cookies.preferences ? undefined : "no";
  return (
    <html
      lang="en"
      data-keep={keep}
      data-theme={theme === "system" ? undefined : theme}
      className={`${inter.variable} ${jetbrainsMono.variable}`}
    >
      <body>
        {children}
        <Toaster />
      </body>
    </html>
  );
}
