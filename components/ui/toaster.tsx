"use client";
import dynamic from "next/dynamic";
import { useEffect, useSyncExternalStore } from "react";
import { readToasts, subscribeToasts, type ToastMessage } from "./toast-store";
import { useOnceTrue } from "./use-once-true";

// What shows messages comes after the page itself, and before the first of them: that may say that the line is down.
const load = () => import("./toast-list").then((file) => file.ToastList);
const ToastList = dynamic(load, { ssr: false });
const AFTER_MS = 4000;
const none: readonly ToastMessage[] = [];

export function Toaster() {
  const messages = useSyncExternalStore(subscribeToasts, readToasts, () => none);
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const used = useOnceTrue(messages.length > 0);
  return used && <ToastList messages={messages} />;
}
