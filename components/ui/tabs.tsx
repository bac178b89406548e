"use client";
import { Tabs as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

export const Tabs = Radix.Root;

export function TabsList({ className, ...rest }: ComponentProps<typeof Radix.List>) {
  return <Radix.List {...rest} className={cn("inline-flex gap-0.5 rounded-lg bg-muted p-0.5", className)} />;
}

export function TabsTrigger({ className, ...rest }: ComponentProps<typeof Radix.Trigger>) {
  return (
    <Radix.Trigger
      {...rest}
      className={cn(
        "inline-flex h-8 items-center gap-1.5 rounded-md px-3 text-note font-medium text-secondary transition-colors pointer-coarse:h-9",
        "hover:text-foreground data-[state=active]:bg-chosen data-[state=active]:text-foreground data-[state=active]:shadow-low",
        className,
      )}
    />
  );
}

export function TabsContent({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content {...rest} className={cn("rounded-lg", className)} />;
}
