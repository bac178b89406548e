"use client";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";

/** One of the viewer's tools: a picture with a name on hover and for screen readers. */
export function ToolButton({
  name,
  hint,
  pressed,
  disabled,
  onPress,
  className,
  children,
}: {
  name: string;
  hint?: ReactNode;
  pressed?: boolean;
  disabled?: boolean;
  onPress?: () => void;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Tooltip text={hint ?? name} side="bottom">
      <button
        type="button"
        aria-label={name}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={onPress}
        className={toolClass(pressed, className)}
      >
        {children}
      </button>
    </Tooltip>
  );
}

export const toolClass = (pressed?: boolean, className?: string): string =>
  cn(
    "grid size-8 place-items-center rounded-md text-secondary transition-colors hover:bg-muted hover:text-foreground disabled:opacity-50 pointer-coarse:size-9 [&_svg]:size-4",
    pressed && "bg-accent-soft text-accent-text hover:bg-accent-soft hover:text-accent-text",
    className,
  );
