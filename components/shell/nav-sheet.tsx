"use client";
import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { Button } from "@/components/ui/button";
import { overlayClass } from "@/components/ui/dialog-look";
import { useFocusBack } from "@/components/ui/use-focus-back";
import { Logo } from "./logo";
import { NavList } from "./nav-list";

/** What `MobileNav` opens. */
export function NavSheet({
  open,
  onOpenChange,
  opener,
  seesContent,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  opener: RefObject<HTMLElement | null>;
  seesContent: boolean;
  children: ReactNode;
}) {
  const focusBack = useFocusBack(opener);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayClass} />
        <Dialog.Content
          aria-describedby={undefined}
          {...focusBack}
          className="fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] animate-sheet flex-col border-r border-line bg-background p-4 focus:outline-none"
        >
          <Dialog.Title className="sr-only">Menu</Dialog.Title>
          <div className="mb-5 flex items-center justify-between pl-1">
            <Logo />
            <Dialog.Close asChild>
              <Button look="ghost" size="icon" aria-label="Close the menu">
                <X aria-hidden className="size-5" />
              </Button>
            </Dialog.Close>
          </div>
          <NavList seesContent={seesContent} onNavigate={() => onOpenChange(false)} />
          <div className="mt-auto">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
