"use client";
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { Toast } from "radix-ui";
import { buttonClass } from "./button";
import { dismissToast, type ToastMessage } from "./toast-store";

const icons = {
  success: <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />,
  danger: <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />,
  info: <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-info" />,
};

/** The messages as they stand now; fetched by `Toaster` with the first of them. */
export function ToastList({ messages }: { messages: readonly ToastMessage[] }) {
  return (
    <Toast.Provider duration={5000} swipeDirection="right">
      {messages.map((message) => (
        <Toast.Root
          key={message.id}
          onOpenChange={(open) => !open && dismissToast(message.id)}
          duration={message.undo ? 20_000 : undefined}
          type={message.tone === "danger" ? "foreground" : "background"}
          className="flex animate-rise gap-2.5 rounded-xl border border-line bg-raised p-3.5 pr-2 shadow-high"
        >
          {icons[message.tone]}
          <div className="min-w-0 flex-1 text-sm leading-5">
            <Toast.Title className="font-medium">{message.title}</Toast.Title>
            {message.description && (
              <Toast.Description className="mt-0.5 [overflow-wrap:anywhere] text-secondary">
                {message.description}
              </Toast.Description>
            )}
          </div>
          {message.undo && (
            <Toast.Action
              altText="Undo it where it was done"
              onClick={() => void message.undo?.()}
              className={buttonClass({ size: "small" })}
            >
              Undo
            </Toast.Action>
          )}
          <Toast.Close
            aria-label="Dismiss"
            className="grid size-6 shrink-0 place-items-center rounded-md text-faint hover:bg-muted"
          >
            <X aria-hidden className="size-3.5" />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className="fixed right-0 bottom-0 z-[70] flex w-full max-w-sm flex-col gap-2 p-4 outline-none" />
    </Toast.Provider>
  );
}
