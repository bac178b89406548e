import { expect, it, vi } from "vitest";
import { processWide } from "@/lib/core/process-wide";

it("makes a thing once, also for a second copy of the module", async () => {
  const first = processWide("test", () => ({ count: 0 }));
  vi.resetModules();
  const copy = await import("@/lib/core/process-wide");
  expect(copy.processWide).not.toBe(processWide);
  expect(copy.processWide("test", () => ({ count: 1 }))).toBe(first);
  expect(copy.processWide("other", () => "another")).toBe("another");
});
