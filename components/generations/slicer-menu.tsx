"use client";
import { ChevronDown, Layers3 } from "lucide-react";
import { useState } from "react";
import { linkForSlicerAction } from "@/app/(dashboard)/generations/share-actions";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast-store";
import { slicers, type Slicer } from "./slicers";

/** Opens the model in a program on the reader's machine, which fetches it by a link that lives for ten minutes. */
export function SlicerMenu({ id }: { id: string }) {
  const [pending, setPending] = useState(false);

  async function open({ name, open }: Slicer) {
    setPending(true);
    const result = await linkForSlicerAction({ id });
    setPending(false);
    if (!result.ok)
      return toast({ tone: "danger", title: `Not opened in ${name}`, description: result.error.message });
    // Under whatever name the browser reached the portal by.
    const { pathname, search } = new URL(result.data.url);
    location.assign(open(new URL(pathname + search, location.origin).href));
    toast({
      tone: "info",
      title: `Opening ${name}`,
      description: "If nothing happens, it is not installed or refuses links: download the file instead.",
    });
  }

  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="small" pending={pending}>
          <Layers3 aria-hidden className="size-4" /> Open in a slicer{" "}
          <ChevronDown aria-hidden className="size-3.5 text-faint" />
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        {slicers.map((slicer) => (
          <MenuItem key={slicer.name} className="h-auto py-1.5" onSelect={() => void open(slicer)}>
            <span>
              {slicer.name}
              {slicer.hint && <span className="block text-xs text-faint">{slicer.hint}</span>}
            </span>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
