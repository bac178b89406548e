"use client";
import { Check, Copy, type LucideIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { toast } from "./toast-store";

/** Copies a text and says so for two seconds. */
export function CopyButton({
  text,
  label = "Copy",
  showLabel = false,
  icon: Idle = Copy,
  className,
}: {
  text: string;
  label?: string;
  showLabel?: boolean;
  icon?: LucideIcon;
  className?: string;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast({
        tone: "danger",
        title: "Your browser refused to copy",
        description: "Select the text and copy it by hand.",
      });
    }
  }

  const Icon = copied ? Check : Idle;
  return (
    <Button
      look={showLabel ? "secondary" : "ghost"}
      size={showLabel ? "medium" : "icon-small"}
      onClick={copy}
      aria-label={showLabel ? undefined : copied ? "Copied" : label}
      className={className}
    >
      <Icon aria-hidden className={copied ? "size-4 text-success" : "size-4"} />
      {showLabel && (copied ? "Copied" : label)}
    </Button>
  );
}
