"use client";
import { DropdownMenu } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

export const Menu = DropdownMenu.Root;
export const MenuTrigger = DropdownMenu.Trigger;

export function MenuContent({ className, children, ...rest }: ComponentProps<typeof DropdownMenu.Content>) {
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        sideOffset={6}
        collisionPadding={12}
        {...rest}
        className={cn(
          "z-50 min-w-44 animate-rise rounded-xl border border-line bg-raised p-1 shadow-high",
          className,
        )}
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  );
}

export const itemClass = cn(
  "flex h-8 w-full items-center gap-2 rounded-lg px-2.5 text-sm outline-none select-none pointer-coarse:h-10",
  "data-highlighted:bg-muted data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint",
);

export function MenuItem({ className, ...rest }: ComponentProps<typeof DropdownMenu.Item>) {
  return <DropdownMenu.Item {...rest} className={cn(itemClass, "cursor-pointer", className)} />;
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}
