import type { Project } from "@/lib/privacy/schema";

/** What holds in a project beyond the organization's own rules, in few words. */
export function describeProject({
  processing,
  training_consent: word,
}: Pick<Project, "processing" | "training_consent">): string {
  const { mode, retention, training, region, allow = [], deny = [] } = processing;
  const parts = [
    mode === "own" && "our own engines alone",
    retention === "zero" && "nothing is kept",
    (training === "deny" || word === "deny") && "never improves models",
    word === "allow" && training !== "deny" && "agrees to improving models",
    region && `in ${region}`,
    allow.length > 0 && `nobody but ${allow.join(", ")}`,
    deny.length > 0 && `not ${deny.join(", ")}`,
  ].filter(Boolean);
  if (parts.length === 0) return "As the organization says";
  return parts.join(" · ").replace(/^./, (letter) => letter.toUpperCase());
}
