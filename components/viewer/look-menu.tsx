"use client";
import { Check, SunMedium } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { itemClass, Menu, MenuContent, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { cn } from "@/components/ui/class-names";
import { toolClass } from "./tool-button";
import { backdrops, lamps, type Backdrop, type Lamp } from "./view-mode";

interface Look {
  lamp: Lamp;
  backdrop: Backdrop;
}

/** Which lamp the model stands under, and before what. */
export function LookMenu({ lamp, backdrop, onChange }: Look & { onChange: (part: Partial<Look>) => void }) {
  return (
    <Menu>
      <MenuTrigger aria-label="Light and background" title="Light and background" className={toolClass()}>
        <SunMedium />
      </MenuTrigger>
      <MenuContent align="end">
        <Choices title="Light" names={lamps} value={lamp} onChange={(next) => onChange({ lamp: next })} />
        <MenuSeparator />
        <Choices
          title="Background"
          names={backdrops}
          value={backdrop}
          onChange={(next) => onChange({ backdrop: next })}
        />
      </MenuContent>
    </Menu>
  );
}

function Choices<Name extends string>({
  title,
  names,
  value,
  onChange,
}: {
  title: string;
  names: Record<Name, string>;
  value: Name;
  onChange: (value: Name) => void;
}) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChange(next as Name)}>
      <DropdownMenu.Label className="px-2.5 pt-1.5 pb-1 text-xs text-faint">{title}</DropdownMenu.Label>
      {(Object.keys(names) as Name[]).map((name) => (
        <DropdownMenu.RadioItem
          key={name}
          value={name}
          onSelect={(event) => event.preventDefault()}
          className={cn(itemClass, "cursor-pointer justify-between")}
        >
          {names[name]}
          <DropdownMenu.ItemIndicator>
            <Check aria-hidden className="text-accent-text!" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
