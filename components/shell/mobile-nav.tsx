"use client";
import { Menu, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { overlayClass } from "@/components/ui/dialog";
import { Logo } from "./logo";
import { NavList } from "./nav-list";

/** The side bar as a sheet, for phones. */
export function MobileNav({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button look="ghost" size="icon" aria-label="Open the menu" className="-ml-2 lg:hidden">
          <Menu aria-hidden className="size-5" />
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayClass} />
        <Dialog.Content
          aria-describedby={undefined}
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
          <NavList onNavigate={() => setOpen(false)} />
          <div className="mt-auto">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
