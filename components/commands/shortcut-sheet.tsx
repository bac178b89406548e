"use client";
import { useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { KeyCap } from "@/components/ui/key-cap";
import { Switch } from "@/components/ui/switch";
import { shortcuts } from "./shortcuts";
import { readShortcutsOn, setShortcutsOn } from "./shortcuts-on";

/** Every shortcut, and the switch that turns the single keys off. */
export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [on, setOn] = useState(readShortcutsOn);

  function change(next: boolean) {
    setOn(next);
    setShortcutsOn(next);
  }

  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      <DialogContent title="Keyboard shortcuts" className="max-w-lg">
        <dl className="mt-4 grid gap-x-8 sm:grid-cols-2">
          <Line name="Search and commands, anywhere" keys={["⌘ or Ctrl", "K"]} />
          {shortcuts.map(({ keys, name }) => (
            <Line key={name} name={name} keys={keys.map((key) => key.toUpperCase())} />
          ))}
        </dl>
        <label className="mt-4 flex items-center justify-between gap-4 border-t border-line pt-4 text-sm">
          <span>
            Single keys
            <span className="block text-note text-faint">
              ⌘K and Ctrl-K work in any case. Kept in this browser.
            </span>
          </span>
          <Switch checked={on} onCheckedChange={change} aria-label="Single keys are shortcuts" />
        </label>
      </DialogContent>
    </Dialog>
  );
}

function Line({ name, keys }: { name: string; keys: readonly string[] }) {
  return (
    <div className="flex items-center justify-between gap-3 py-1.5 text-note">
      <dt className="text-secondary">{name}</dt>
      <dd className="flex shrink-0 gap-1">
        {keys.map((key) => (
          <KeyCap key={key}>{key}</KeyCap>
        ))}
      </dd>
    </div>
  );
}
