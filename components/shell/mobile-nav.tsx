"use client";
import { Menu } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useOnceTrue } from "@/components/ui/use-once-true";

// Only phones have it, and only once it is opened.
const NavSheet = dynamic(() => import("./nav-sheet").then((file) => file.NavSheet), { ssr: false });

/** The side bar as a sheet, for phones. */
export function MobileNav({ seesContent, children }: { seesContent: boolean; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const used = useOnceTrue(open);
  return (
    <>
      <Button
        ref={opener}
        look="ghost"
        size="icon"
        aria-label="Open the menu"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="-ml-2 lg:hidden"
      >
        <Menu aria-hidden className="size-5" />
      </Button>
      {used && (
        <NavSheet open={open} onOpenChange={setOpen} opener={opener} seesContent={seesContent}>
          {children}
        </NavSheet>
      )}
    </>
  );
}
