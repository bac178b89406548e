"use client";
import { Settings } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Drawer } from "@/components/ui/drawer";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast-store";
import { Tooltip } from "@/components/ui/tooltip";
import { DesignSection, Example } from "./design-section";

/** What stands above the page for a while. */
export function ShowLayers() {
  const [open, setOpen] = useState(false);
  return (
    <DesignSection
      title="Layers"
      rule="A toast with Undo wherever something can be taken back; ConfirmDialog only where it cannot, and its button says what happens. Escape closes every layer, and the focus returns to where it was."
    >
      <Example name="Dialog, ConfirmDialog, Drawer">
        <Dialog>
          <DialogTrigger asChild>
            <Button>Dialog</Button>
          </DialogTrigger>
          <DialogContent title="A dialog" description="For a short task that needs the whole attention.">
            <p className="mt-4 text-sm">What is asked stands here.</p>
          </DialogContent>
        </Dialog>
        <ConfirmDialog
          trigger={<Button look="danger-quiet">Ask first</Button>}
          title="Erase it?"
          confirm="Erase it"
          onConfirm={() => Promise.resolve()}
        >
          Says what is lost, and that it cannot be taken back.
        </ConfirmDialog>
        <Button onClick={() => setOpen(true)}>Drawer</Button>
        <Drawer open={open} onClose={() => setOpen(false)} title="One line, looked at closely">
          <p className="text-sm">The list behind stays where it was.</p>
        </Drawer>
      </Example>
      <Example name="Menu, Tooltip">
        <Menu>
          <MenuTrigger asChild>
            <Button>Menu</Button>
          </MenuTrigger>
          <MenuContent align="start">
            <MenuItem>
              <Settings aria-hidden /> Settings
            </MenuItem>
            <MenuSeparator />
            <MenuItem disabled>Not now</MenuItem>
          </MenuContent>
        </Menu>
        <Tooltip text="A hint, never the only name">
          <Button look="ghost">Tooltip</Button>
        </Tooltip>
      </Example>
      <Example name="Toaster">
        <Button onClick={() => toast({ title: "Saved" })}>Toast</Button>
        <Button
          onClick={() =>
            toast({ title: "Switched off", undo: () => toast({ tone: "info", title: "It is on again" }) })
          }
        >
          With undo
        </Button>
        <Button
          onClick={() =>
            toast({ tone: "danger", title: "Not saved", description: "Why, and what to do next." })
          }
        >
          Failure
        </Button>
      </Example>
    </DesignSection>
  );
}
