import { useRef, type RefObject } from "react";

/**
 * For a layer without a trigger of its own, which does not know where the focus was: gives it back to what opened the
 * layer, or, where a key did, to what had it then.
 */
export function useFocusBack(opener?: RefObject<HTMLElement | null>) {
  const before = useRef<Element>(null);
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      const target = opener?.current ?? before.current;
      if (!(target instanceof HTMLElement) || !target.isConnected) return;
      event.preventDefault();
      target.focus();
    },
  };
}
