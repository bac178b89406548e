import { cn } from "./class-names";

export function buttonClass({ look = "secondary", size = "medium" }: Look, className?: string): string {
  return cn(
    "inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap select-none",
    "transition-[background-color,border-color,color,filter] duration-100 [&_svg]:shrink-0",
    "disabled:pointer-events-none disabled:opacity-55",
    looks[look],
    sizes[size],
    className,
  );
}

const looks = {
  primary:
    "bg-accent text-accent-foreground shadow-low hover:bg-accent-hover inset-shadow-[0_1px_0_rgb(255_255_255/0.16)]",
  secondary: "bg-surface text-foreground border border-line-strong shadow-low hover:bg-muted",
  ghost: "text-secondary hover:text-foreground hover:bg-muted",
  danger: "bg-danger-solid text-white shadow-low hover:brightness-110",
  "danger-quiet": "text-danger border border-line-strong bg-surface hover:bg-danger-soft shadow-low",
} as const;

const sizes = {
  small: "h-8 px-2.5 text-note gap-1.5 rounded-md pointer-coarse:h-9",
  medium: "h-9 px-3.5 text-sm gap-2 rounded-lg pointer-coarse:h-10",
  large: "h-11 px-5 text-heading gap-2 rounded-xl",
  icon: "size-9 rounded-lg pointer-coarse:size-10",
  "icon-small": "size-8 rounded-md pointer-coarse:size-9",
} as const;

export interface Look {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
}
