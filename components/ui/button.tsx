import Link from "next/link";
import type { ComponentProps } from "react";
import { buttonClass, type Look } from "./button-look";
import { cn } from "./class-names";
import { Spinner } from "./spinner";

/** A button. `pending` shows a spinner over the unchanged width and refuses a second press. */
export function Button({
  look = "secondary",
  size = "medium",
  pending = false,
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: ComponentProps<"button"> & Look & { pending?: boolean }) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      className={buttonClass({ look, size }, cn("relative", className))}
    >
      {pending && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      )}
      <span className={cn("inline-flex items-center justify-center gap-[inherit]", pending && "opacity-0")}>
        {children}
      </span>
    </button>
  );
}

/** A link that looks like a button. */
export function LinkButton({
  look = "secondary",
  size = "medium",
  className,
  ...rest
}: ComponentProps<typeof Link> & Look) {
  return <Link {...rest} className={buttonClass({ look, size }, className)} />;
}

export { buttonClass };
