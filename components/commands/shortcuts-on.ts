const STORED = "shortcuts";

/** Whether single keys are shortcuts in this browser; who speaks to a computer or strays on keys may want none. */
export function readShortcutsOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

export function setShortcutsOn(on: boolean): void {
  localStorage.setItem(STORED, on ? "on" : "off");
}
