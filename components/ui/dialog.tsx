"use client";
import dynamic from "next/dynamic";
import { Slot } from "radix-ui";
import { createContext, useContext, useMemo, useRef, useState, type ReactNode, type RefObject } from "react";
import type { DialogContentProps } from "./dialog-look";
import { useOnceTrue } from "./use-once-true";

const DialogPanel = dynamic(() => import("./dialog-panel").then((file) => file.DialogPanel), { ssr: false });

interface DialogState {
  open: boolean;
  setOpen: (open: boolean) => void;
  opener: RefObject<HTMLElement | null>;
}

const DialogContext = createContext<DialogState | null>(null);

/** Holds a trigger and what it opens. The dialog itself is fetched when it opens for the first time. */
export function Dialog({
  open: given,
  onOpenChange,
  children,
}: {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}) {
  const [own, setOwn] = useState(false);
  const open = given ?? own;
  const opener = useRef<HTMLElement>(null);
  const state = useMemo(
    () => ({
      open,
      opener,
      setOpen: (next: boolean) => {
        setOwn(next);
        onOpenChange?.(next);
      },
    }),
    [open, onOpenChange],
  );
  return <DialogContext value={state}>{children}</DialogContext>;
}

/** Makes the one button inside open the dialog; the focus returns to it. */
export function DialogTrigger({ children }: { children: ReactNode; asChild?: true }) {
  const { open, setOpen, opener } = useDialog();
  return (
    <Slot.Root ref={opener} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
      {children}
    </Slot.Root>
  );
}

export function DialogContent(props: DialogContentProps) {
  const { open, setOpen, opener } = useDialog();
  const used = useOnceTrue(open);
  return used && <DialogPanel {...props} open={open} onOpenChange={setOpen} opener={opener} />;
}

function useDialog(): DialogState {
  const state = useContext(DialogContext);
  if (!state) throw new Error("DialogTrigger and DialogContent stand inside a Dialog.");
  return state;
}
