"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { turnTheme, useTheme } from "./choose-theme";
import type { Theme } from "./read-theme";

const icons = { system: Monitor, light: Sun, dark: Moon };
const names = { system: "Like the system", light: "Light", dark: "Dark" };

/** Goes round system, light and dark. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const theme = useTheme(initial);
  const Icon = icons[theme];
  return (
    <Tooltip text={`Colours: ${names[theme]}`}>
      <Button look="ghost" size="icon" aria-label={`Colours: ${names[theme]}. Change`} onClick={turnTheme}>
        <Icon aria-hidden className="size-4" />
      </Button>
    </Tooltip>
  );
}
