/**
 * Whoever only visits: what the site may keep in a browser, what the browser said to it, and how often pages are opened.
 * Nothing optional before a yes; the Global Privacy Control signal outdoes a yes; counts hold nothing of who was counted.
 */
export { countView, flushViews } from "./count-view";
export { listViews, type ViewedPage } from "./list-views";
export { listChoices, recordChoice, type SaidChoice } from "./record-choice";
export * from "./schema";
