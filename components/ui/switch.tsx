"use client";
import { Switch as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

/** On or off, in force at once. */
export function Switch({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...rest}
      className={cn(
        "relative h-6 w-10 shrink-0 rounded-full border border-transparent bg-faint transition-colors",
        "data-[state=checked]:bg-accent disabled:opacity-55 pointer-coarse:h-7 pointer-coarse:w-12",
        className,
      )}
    >
      <Radix.Thumb className="block size-5 translate-x-px rounded-full bg-white shadow-low transition-transform ease-swift data-[state=checked]:translate-x-[17px] pointer-coarse:size-6 pointer-coarse:data-[state=checked]:translate-x-[21px]" />
    </Radix.Root>
  );
}
