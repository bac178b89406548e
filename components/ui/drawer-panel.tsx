"use client";
import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import { buttonClass } from "./button";
import { overlayClass } from "./dialog-look";
import type { DrawerProps } from "./drawer-props";
import { useFocusBack } from "./use-focus-back";

/** What `Drawer` shows, fetched when one opens. */
export function DrawerPanel({ open, onClose, title, description, children }: DrawerProps) {
  const focusBack = useFocusBack();
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayClass} />
        <Dialog.Content
          {...focusBack}
          {...(description ? {} : { "aria-describedby": undefined })}
          className="fixed inset-y-0 right-0 z-50 flex w-full max-w-xl animate-drawer flex-col border-l border-line bg-background shadow-high focus:outline-none"
        >
          <header className="flex items-start justify-between gap-4 border-b border-line px-6 py-4">
            <div className="min-w-0">
              <Dialog.Title className="text-heading font-semibold tracking-tight [overflow-wrap:anywhere]">
                {title}
              </Dialog.Title>
              {description && (
                <Dialog.Description className="text-note text-secondary">{description}</Dialog.Description>
              )}
            </div>
            <Dialog.Close
              aria-label="Close"
              className={buttonClass({ look: "ghost", size: "icon-small" }, "-mr-2")}
            >
              <X aria-hidden className="size-4" />
            </Dialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 py-5">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
