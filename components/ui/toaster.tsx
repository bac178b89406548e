"use client";
import dynamic from "next/dynamic";
import { useSyncExternalStore } from "react";
import { readToasts, subscribeToasts, type ToastMessage } from "./toast-store";
import { useOnceTrue } from "./use-once-true";

// Most pages never say anything: what shows a message comes with the first one.
const ToastList = dynamic(() => import("./toast-list").then((file) => file.ToastList), { ssr: false });
const none: readonly ToastMessage[] = [];

export function Toaster() {
  const messages = useSyncExternalStore(subscribeToasts, readToasts, () => none);
  const used = useOnceTrue(messages.length > 0);
  return used && <ToastList messages={messages} />;
}
