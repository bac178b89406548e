"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { buttonClass } from "./button";
import { cn } from "./class-names";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;

export const overlayClass = "fixed inset-0 z-50 animate-fade bg-black/45 backdrop-blur-[2px]";

export function DialogContent({
  title,
  description,
  children,
  className,
  lock = false,
}: {
  title: string;
  description?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Keeps a press beside the dialog from closing it: for things that are shown only once. */
  lock?: boolean;
}) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayClass} />
      <div className="fixed inset-0 z-50 grid place-items-center overflow-y-auto p-4">
        <Radix.Content
          onInteractOutside={lock ? (event) => event.preventDefault() : undefined}
          onEscapeKeyDown={lock ? (event) => event.preventDefault() : undefined}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "relative w-full max-w-md animate-rise rounded-2xl border border-line bg-raised p-6 shadow-high focus:outline-none",
            className,
          )}
        >
          <Radix.Title className="pr-8 text-base font-semibold tracking-tight">{title}</Radix.Title>
          {description && (
            <Radix.Description className="mt-1 text-sm leading-6 text-secondary">
              {description}
            </Radix.Description>
          )}
          {children}
          {!lock && (
            <Radix.Close
              aria-label="Close"
              className={buttonClass({ look: "ghost", size: "icon-small" }, "absolute top-4 right-4")}
            >
              <X aria-hidden className="size-4" />
            </Radix.Close>
          )}
        </Radix.Content>
      </div>
    </Radix.Portal>
  );
}
