import type { ReactNode } from "react";

/** What dims the page behind each layer that takes the focus. */
export const overlayClass = "fixed inset-0 z-50 animate-fade bg-black/45 backdrop-blur-[2px]";

export interface DialogContentProps {
  title: string;
  description?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Keeps a press beside the dialog from closing it: for things that are shown only once. */
  lock?: boolean;
}
