"use client";
import { useEffect, useRef } from "react";
import { pressKey, type Shortcut } from "./shortcuts";
import { readShortcutsOn } from "./shortcuts-on";

const PAUSE_MS = 1_200;

/** Listens for ⌘K or Ctrl-K always, and for single keys while nobody writes, no layer is open and they are wanted. */
export function useShortcuts(onShortcut: (shortcut: Shortcut) => void, onPalette: () => void): void {
  const held = useRef<readonly string[]>([]);
  useEffect(() => {
    let pause: ReturnType<typeof setTimeout>;
    function onKey(event: KeyboardEvent) {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        return onPalette();
      }
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
      if (isTaken(event.target) || !readShortcutsOn()) return;
      const pressed = pressKey(held.current, event.key.toLowerCase());
      held.current = pressed.held;
      clearTimeout(pause);
      pause = setTimeout(() => (held.current = []), PAUSE_MS);
      if (!pressed.found) return;
      event.preventDefault();
      onShortcut(pressed.found);
    }
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
      clearTimeout(pause);
    };
  }, [onShortcut, onPalette]);
}

/** Whether the key belongs to what has the focus: a field, the 3D view, or a layer above the page. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest(
      "input, textarea, select, [contenteditable], [data-viewer], [role=dialog], [role=alertdialog], [role=menu], [role=listbox]",
    ) !== null
  );
}
