"use client";
import { Search } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent as ReactKeyboardEvent } from "react";
import { useDocsWords } from "@/components/docs/docs-language";
import { fill } from "@/components/site/words/fill";
import { Input } from "@/components/ui/input";

/**
 * Narrows a list that the server has drawn: `list` is its id, `data-call` marks what is hidden or kept, `data-calls` a
 * group of them. "/" leads into the box, the arrows from it through what is left, Escape empties it.
 */
export function FilterBox({ list }: { list: string }) {
  const { language, words } = useDocsWords();
  const box = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<number | null>(null);

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== "/" || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || !isSeen(box.current))
        return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);

  function narrow(text: string) {
    const kept = filterCalls(document.getElementById(list)!, text);
    setFound(text.trim() ? kept : null);
  }

  function clear() {
    box.current!.value = "";
    narrow("");
  }

  function move(event: ReactKeyboardEvent) {
    if (event.key === "Escape") clear();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [
      ...document.getElementById(list)!.querySelectorAll<HTMLElement>("[data-call]:not([hidden]) a"),
    ];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const next = event.key === "ArrowDown" ? links[at + 1] : at > 0 ? links[at - 1] : box.current;
    event.preventDefault();
    next?.focus();
  }

  useEffect(() => {
    const container = document.getElementById(list)!;
    const step = (event: KeyboardEvent) => move(event as unknown as ReactKeyboardEvent);
    container.addEventListener("keydown", step);
    return () => container.removeEventListener("keydown", step);
  });

  return (
    <div lang={language} className="relative">
      <Search aria-hidden className="pointer-events-none absolute top-3 left-3 size-4 text-faint" />
      <Input
        ref={box}
        type="search"
        aria-label={words.filter}
        placeholder={words.filter}
        className="pr-8 pl-9"
        onChange={(event) => narrow(event.target.value)}
        onKeyDown={move}
      />
      <kbd aria-hidden className="absolute top-2.5 right-3 text-xs text-faint max-sm:hidden">
        /
      </kbd>
      <p role="status" className="sr-only">
        {found === null ? "" : fill(words.calls, { count: found })}
      </p>
      {found === 0 && <p className="mt-2 text-[13px] text-faint">{words.noCall}</p>}
    </div>
  );
}

const isSeen = (element: HTMLElement | null): boolean => element !== null && element.offsetParent !== null;

/** Hides what lacks one of the words; gives how many are left. */
function filterCalls(container: HTMLElement, text: string): number {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  let kept = 0;
  for (const call of container.querySelectorAll<HTMLElement>("[data-call]")) {
    const own = call.dataset.call!;
    call.hidden = !words.every((word) => own.includes(word));
    if (!call.hidden) kept++;
  }
  for (const group of container.querySelectorAll<HTMLElement>("[data-calls]"))
    group.hidden = group.querySelector("[data-call]:not([hidden])") === null;
  return kept;
}
