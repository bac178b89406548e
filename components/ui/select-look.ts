import { cn } from "./class-names";
import { fieldClass } from "./input";

/** How a closed choice looks, before and after its list was fetched. */
export const selectClass = cn(fieldClass, "flex h-10 items-center justify-between gap-2 px-3 text-left");

export interface SelectOption {
  value: string;
  label: string;
  hint?: string;
}

export interface SelectProps {
  value: string;
  onChange: (value: string) => void;
  options: readonly SelectOption[];
  id?: string;
  /** Name for screen readers where no label stands beside it. */
  label?: string;
  className?: string;
}
