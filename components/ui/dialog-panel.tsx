"use client";
import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { RefObject } from "react";
import { buttonClass } from "./button";
import { cn } from "./class-names";
import { overlayClass, type DialogContentProps } from "./dialog-look";
import { useFocusBack } from "./use-focus-back";

/** What `DialogContent` shows, in a file of its own: most pages are left before any dialog opens. */
export function DialogPanel({
  open,
  onOpenChange,
  opener,
  title,
  description,
  children,
  className,
  lock = false,
}: DialogContentProps & {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  opener: RefObject<HTMLElement | null>;
}) {
  const focusBack = useFocusBack(opener);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayClass} />
        <div className="fixed inset-0 z-50 grid grid-cols-1 place-items-center overflow-y-auto p-4">
          <Dialog.Content
            onInteractOutside={lock ? (event) => event.preventDefault() : undefined}
            onEscapeKeyDown={lock ? (event) => event.preventDefault() : undefined}
            {...focusBack}
            {...(description ? {} : { "aria-describedby": undefined })}
            className={cn(
              "relative w-full max-w-md animate-rise rounded-2xl border border-line bg-raised p-6 shadow-high focus:outline-none",
              className,
            )}
          >
            <Dialog.Title className="pr-8 text-base font-semibold tracking-tight">{title}</Dialog.Title>
            {description && (
              <Dialog.Description className="mt-1 text-sm leading-6 text-secondary">
                {description}
              </Dialog.Description>
            )}
            {children}
            {!lock && (
              <Dialog.Close
                aria-label="Close"
                className={buttonClass({ look: "ghost", size: "icon-small" }, "absolute top-4 right-4")}
              >
                <X aria-hidden className="size-4" />
              </Dialog.Close>
            )}
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
