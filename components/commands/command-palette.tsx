"use client";
import { Command } from "cmdk";
import { BookOpen, Boxes, Keyboard, KeyRound, Monitor, Moon, Search, Sun, WandSparkles } from "lucide-react";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { navItemsFor } from "@/components/shell/nav-items";
import { chooseTheme } from "@/components/shell/choose-theme";
import { KeyCap } from "@/components/ui/key-cap";
import { overlayClass } from "@/components/ui/dialog-look";
import { useFocusBack } from "@/components/ui/use-focus-back";
import { FoundGenerations } from "./found-generations";
import { PaletteGroup, PaletteItem } from "./palette-item";

/** What the signed-in role allows of what is offered. */
export interface MayDo {
  seesContent: boolean;
  makesKeys: boolean;
}

/** Places, things to do and the organization's own models, from one field. */
export function CommandPalette({
  open,
  may: { seesContent, makesKeys },
  onClose,
  onGo,
  onSheet,
}: {
  open: boolean;
  may: MayDo;
  onClose: () => void;
  onGo: (href: string) => void;
  onSheet: () => void;
}) {
  const [text, setText] = useState("");
  const focusBack = useFocusBack();
  const run = (act: () => void) => () => {
    onClose();
    setText("");
    act();
  };
  const go = (href: string) => run(() => onGo(href));
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayClass} />
        <Dialog.Content
          {...focusBack}
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[12vh] z-50 mx-auto max-w-xl animate-rise overflow-hidden rounded-2xl border border-line bg-raised shadow-high focus:outline-none"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Command label="Search and commands" loop>
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Search aria-hidden className="size-4 shrink-0 text-faint" />
              <Command.Input
                value={text}
                onValueChange={setText}
                maxLength={200}
                placeholder={
                  seesContent ? "Find a model, go somewhere, do something" : "Go somewhere, do something"
                }
                className="h-12 w-full bg-transparent text-base outline-none placeholder:text-faint sm:text-sm"
              />
              <KeyCap className="max-sm:hidden">Esc</KeyCap>
            </div>
            <Command.List className="max-h-[min(24rem,60vh)] overflow-y-auto overscroll-contain p-1.5">
              <Command.Empty className="px-4 py-10 text-center text-sm text-secondary">
                Nothing is called that.
                {seesContent && " Models are found by a word of their prompt, or by their id."}
              </Command.Empty>
              {seesContent && <FoundGenerations text={text} onChoose={(href) => go(href)()} />}
              {(seesContent || makesKeys) && (
                <PaletteGroup heading="Do">
                  {seesContent && (
                    <PaletteItem icon={<WandSparkles />} onSelect={go("/generate")} words={["new", "create"]}>
                      Make a model
                    </PaletteItem>
                  )}
                  {makesKeys && (
                    <PaletteItem icon={<KeyRound />} onSelect={go("/keys?new=1")} words={["token", "secret"]}>
                      Create an API key
                    </PaletteItem>
                  )}
                </PaletteGroup>
              )}
              <PaletteGroup heading="Go to">
                {navItemsFor(seesContent).map(({ href, name, icon: Icon }) => (
                  <PaletteItem key={href} icon={<Icon />} onSelect={go(href)}>
                    {name}
                  </PaletteItem>
                ))}
                <PaletteItem icon={<BookOpen />} onSelect={go("/docs")} words={["help", "guide"]}>
                  Documentation
                </PaletteItem>
                <PaletteItem icon={<Boxes />} onSelect={go("/docs/reference")} words={["calls", "openapi"]}>
                  API reference
                </PaletteItem>
              </PaletteGroup>
              <PaletteGroup heading="Colours">
                {themes.map(({ theme, name, icon }) => (
                  <PaletteItem
                    key={theme}
                    icon={icon}
                    onSelect={run(() => chooseTheme(theme))}
                    words={["theme"]}
                  >
                    {name}
                  </PaletteItem>
                ))}
              </PaletteGroup>
              <PaletteGroup heading="Help">
                <PaletteItem icon={<Keyboard />} onSelect={run(onSheet)}>
                  Keyboard shortcuts
                </PaletteItem>
              </PaletteGroup>
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const themes = [
  { theme: "light", name: "Light colours", icon: <Sun /> },
  { theme: "dark", name: "Dark colours", icon: <Moon /> },
  { theme: "system", name: "Colours of the system", icon: <Monitor /> },
] as const;
