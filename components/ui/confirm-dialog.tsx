"use client";
import dynamic from "next/dynamic";
import { Slot } from "radix-ui";
import { useRef, useState, type ReactNode } from "react";
import { useOnceTrue } from "./use-once-true";

const ConfirmPanel = dynamic(() => import("./confirm-panel").then((file) => file.ConfirmPanel), {
  ssr: false,
});

/** Asks before something that cannot be taken back. `onConfirm` may take its time; the dialog closes when it is done. */
export function ConfirmDialog({
  trigger,
  title,
  children,
  confirm,
  onConfirm,
}: {
  trigger: ReactNode;
  title: string;
  children: ReactNode;
  confirm: string;
  onConfirm: () => Promise<void>;
}) {
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const opener = useRef<HTMLElement>(null);
  const used = useOnceTrue(open);

  async function run() {
    setPending(true);
    try {
      await onConfirm();
      setOpen(false);
    } finally {
      setPending(false);
    }
  }

  return (
    <>
      <Slot.Root ref={opener} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(true)}>
        {trigger}
      </Slot.Root>
      {used && (
        <ConfirmPanel
          open={open}
          onOpenChange={(next) => !pending && setOpen(next)}
          opener={opener}
          title={title}
          confirm={confirm}
          pending={pending}
          onConfirm={run}
        >
          {children}
        </ConfirmPanel>
      )}
    </>
  );
}
