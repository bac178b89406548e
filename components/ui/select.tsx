"use client";
import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useId, useState } from "react";
import { cn } from "./class-names";
import { selectClass, type SelectProps } from "./select-look";

const load = () => import("./open-select").then((file) => file.OpenSelect);
const OpenSelect = dynamic(load, { ssr: false, loading: () => <span className={selectClass} /> });

/** One of several. The list is fetched when a hand comes near: most pages are read with every choice left as it is. */
export function Select(props: SelectProps) {
  const { value, options, id, label, className } = props;
  const [used, setUsed] = useState(false);
  const listId = useId();
  if (used) return <OpenSelect {...props} />;
  return (
    <button
      type="button"
      role="combobox"
      id={id}
      aria-label={label}
      aria-haspopup="listbox"
      aria-controls={listId}
      aria-expanded={false}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setUsed(true)}
      onKeyDown={(event) => {
        if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
        event.preventDefault();
        setUsed(true);
      }}
      className={cn(selectClass, className)}
    >
      <span className="truncate">{options.find((option) => option.value === value)?.label}</span>
      <ChevronDown aria-hidden className="size-4 text-faint" />
    </button>
  );
}
