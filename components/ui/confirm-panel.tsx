"use client";
import { AlertDialog } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { Button } from "./button";
import { overlayClass } from "./dialog-look";
import { useFocusBack } from "./use-focus-back";

/** What `ConfirmDialog` shows, fetched when it is asked for. */
export function ConfirmPanel({
  open,
  onOpenChange,
  opener,
  title,
  children,
  confirm,
  pending,
  onConfirm,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  opener: RefObject<HTMLElement | null>;
  title: string;
  children: ReactNode;
  confirm: string;
  pending: boolean;
  onConfirm: () => void;
}) {
  const focusBack = useFocusBack(opener);
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayClass} />
        <div className="fixed inset-0 z-50 grid grid-cols-1 place-items-center p-4">
          <AlertDialog.Content
            {...focusBack}
            className="w-full max-w-md animate-rise rounded-2xl border border-line bg-raised p-6 shadow-high focus:outline-none"
          >
            <AlertDialog.Title className="text-base font-semibold tracking-tight">{title}</AlertDialog.Title>
            <AlertDialog.Description className="mt-2 text-sm leading-6 text-secondary">
              {children}
            </AlertDialog.Description>
            <div className="mt-6 flex flex-wrap justify-end gap-2">
              <AlertDialog.Cancel asChild>
                <Button disabled={pending}>Keep it</Button>
              </AlertDialog.Cancel>
              <Button look="danger" pending={pending} onClick={onConfirm}>
                {confirm}
              </Button>
            </div>
          </AlertDialog.Content>
        </div>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
