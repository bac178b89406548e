"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import type { Theme } from "./read-theme";

const order: readonly Theme[] = ["system", "light", "dark"];
const icons = { system: Monitor, light: Sun, dark: Moon };
const names = { system: "Like the system", light: "Light", dark: "Dark" };

/** Goes round system, light and dark. The cookie tells the server, the attribute tells this page. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const Icon = icons[theme];

  function choose(next: Theme) {
    setTheme(next);
    const root = document.documentElement;
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax`;
  }

  return (
    <Tooltip text={`Colours: ${names[theme]}`}>
      <Button
        look="ghost"
        size="icon"
        aria-label={`Colours: ${names[theme]}. Change`}
        onClick={() => choose(order[(order.indexOf(theme) + 1) % order.length])}
      >
        <Icon aria-hidden className="size-4" />
      </Button>
    </Tooltip>
  );
}
