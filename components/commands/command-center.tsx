"use client";
import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { turnTheme } from "@/components/shell/choose-theme";
import { KeyCap } from "@/components/ui/key-cap";
import type { MayDo } from "./command-palette";
import type { Shortcut } from "./shortcuts";
import { useShortcuts } from "./use-shortcuts";

// Neither is needed before a key is pressed.
const CommandPalette = dynamic(() => import("./command-palette").then((file) => file.CommandPalette));
const ShortcutSheet = dynamic(() => import("./shortcut-sheet").then((file) => file.ShortcutSheet));

/** The search field of the head line, and the ear for keys behind it. */
export function CommandCenter({ may }: { may: MayDo }) {
  const router = useRouter();
  const [shown, setShown] = useState<"palette" | "sheet" | null>(null);
  const close = useCallback(() => setShown(null), []);
  const openPalette = useCallback(() => setShown("palette"), []);
  const follow = useCallback(
    ({ href, does }: Shortcut) => {
      if (href) router.push(href);
      else if (does === "theme") turnTheme();
      else setShown(does === "sheet" ? "sheet" : "palette");
    },
    [router],
  );
  useShortcuts(follow, openPalette);
  return (
    <>
      <button
        type="button"
        onClick={openPalette}
        aria-keyshortcuts="Meta+K Control+K"
        className="flex h-9 items-center gap-2 rounded-lg px-2.5 text-sm text-faint transition-colors hover:bg-muted hover:text-foreground sm:w-56 sm:border sm:border-line sm:bg-surface sm:shadow-low pointer-coarse:h-10"
      >
        <Search aria-hidden className="size-4" />
        <span className="max-sm:sr-only">
          Search<span className="sr-only"> and commands</span>
        </span>
        <KeyCap decorative className="ml-auto max-sm:hidden">
          ⌘K
        </KeyCap>
      </button>
      {shown === "palette" && (
        <CommandPalette
          open
          may={may}
          onClose={close}
          onGo={(href) => router.push(href)}
          onSheet={() => setShown("sheet")}
        />
      )}
      {shown === "sheet" && <ShortcutSheet open onClose={close} />}
    </>
  );
}
