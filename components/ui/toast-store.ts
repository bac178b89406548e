/** Short messages at the edge of the window; anything in the browser may say one. */
export interface ToastMessage {
  id: number;
  tone: "success" | "danger" | "info";
  title: string;
  description?: string;
  /** Takes back what the message tells of: offered instead of asking before, wherever it can be taken back. */
  undo?: () => void | Promise<void>;
}

export function toast(message: Omit<ToastMessage, "id" | "tone"> & { tone?: ToastMessage["tone"] }): void {
  messages = [...messages.slice(-2), { tone: "success", ...message, id: ++lastId }];
  tell();
}

export function dismissToast(id: number): void {
  messages = messages.filter((message) => message.id !== id);
  tell();
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const readToasts = (): readonly ToastMessage[] => messages;

let messages: readonly ToastMessage[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());
