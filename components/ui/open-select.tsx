"use client";
import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { cn } from "./class-names";
import { itemClass } from "./menu";
import { selectClass, type SelectProps } from "./select-look";

/** The same control with its list open: what `Select` becomes when it is first pressed. */
export function OpenSelect({ value, onChange, options, id, label, className }: SelectProps) {
  return (
    <Radix.Root defaultOpen value={value} onValueChange={onChange}>
      <Radix.Trigger id={id} aria-label={label} className={cn(selectClass, className)}>
        <span className="truncate">
          <Radix.Value />
        </span>
        <Radix.Icon>
          <ChevronDown aria-hidden className="size-4 text-faint" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={6}
          collisionPadding={12}
          className="z-50 max-h-80 min-w-(--radix-select-trigger-width) animate-rise overflow-y-auto rounded-xl border border-line bg-raised p-1 shadow-high"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className={cn(
                  itemClass,
                  "h-auto min-h-8 cursor-pointer justify-between py-1.5 pointer-coarse:h-auto",
                )}
              >
                <span>
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.hint && <span className="block text-xs text-faint">{option.hint}</span>}
                </span>
                <Radix.ItemIndicator>
                  <Check aria-hidden className="size-4 text-accent-text!" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
