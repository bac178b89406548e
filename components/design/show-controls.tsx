"use client";
import { AddressSelect } from "@/components/ui/address-select";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, LinkButton } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { CheckList } from "@/components/ui/check-list";
import { CopyButton } from "@/components/ui/copy-button";
import { SecretLine } from "@/components/ui/secret-line";
import { KeyCap } from "@/components/ui/key-cap";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Select } from "@/components/ui/select";
import { SettingRow } from "@/components/ui/setting-row";
import { Slider } from "@/components/ui/slider";
import { Spinner } from "@/components/ui/spinner";
import { Switch } from "@/components/ui/switch";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { DesignSection, Example } from "./design-section";

const filaments = [
  { value: "pla", label: "PLA" },
  { value: "petg", label: "PETG", hint: "Tougher, and strings more" },
];

/** Whatever is pressed, drawn or switched. */
export function ShowControls() {
  const [filament, setFilament] = useState("pla");
  const [height, setHeight] = useState(60);
  const [formats, setFormats] = useState(["stl"]);
  const [mails, setMails] = useState(true);
  return (
    <DesignSection
      title="Controls"
      rule="One primary button a view. A name on every control; 40 pixels under a finger. A switch is in force at once, a box to tick is not before Save."
    >
      <Example name="Button">
        <Button look="primary">
          <Plus aria-hidden className="size-4" /> Primary
        </Button>
        <Button>Secondary</Button>
        <Button look="ghost">Ghost</Button>
        <Button look="danger">Danger</Button>
        <Button look="danger-quiet">Quiet danger</Button>
        <Button pending>Pending</Button>
        <Button disabled>Disabled</Button>
        <Button size="icon" look="ghost" aria-label="Delete">
          <Trash2 aria-hidden className="size-4" />
        </Button>
        <LinkButton href="/docs/design" size="small">
          A link
        </LinkButton>
      </Example>
      <Example name="SecretLine">
        <SecretLine secret="shown-this-once" />
      </Example>
      <Example name="CopyButton, Spinner, KeyCap">
        <CopyButton text="copied" label="Copy it" showLabel />
        <Spinner />
        <KeyCap>⌘K</KeyCap>
      </Example>
      <Example name="Select">
        <Select
          value={filament}
          onChange={setFilament}
          options={filaments}
          label="Filament"
          className="w-56"
        />
      </Example>
      <Example name="AddressSelect (narrows a list; kept in the address)">
        <AddressSelect
          name="filament"
          label="Filament in the address"
          any="Any filament"
          options={filaments}
        />
      </Example>
      <Example name="Slider">
        <Slider value={height} onChange={setHeight} min={10} max={200} label="Height" className="max-w-64" />
      </Example>
      <Example name="CheckBox">
        <CheckBox defaultChecked>One sentence that is agreed to</CheckBox>
        <CheckBox error="Tick the box to go on.">And one that has to be</CheckBox>
      </Example>
      <Example name="CheckList">
        <CheckList
          label="Formats"
          value={formats}
          onChange={setFormats}
          options={[
            { value: "stl", label: "STL", hint: "Every slicer reads it" },
            { value: "3mf", label: "3MF", hint: "Keeps colours and units" },
          ]}
        />
      </Example>
      <div className="-mx-6">
        <SettingRow name="Mail me when a key leaks" hint="SettingRow with Switch: in force at once.">
          {(attributes) => <Switch {...attributes} checked={mails} onCheckedChange={setMails} />}
        </SettingRow>
      </div>
      <Example name="Tabs">
        <Tabs defaultValue="one">
          <TabsList aria-label="Views">
            <TabsTrigger value="one">One</TabsTrigger>
            <TabsTrigger value="two">Two</TabsTrigger>
          </TabsList>
          <TabsContent value="one" className="mt-2 text-sm">
            Views that share an address.
          </TabsContent>
          <TabsContent value="two" className="mt-2 text-sm">
            The other one.
          </TabsContent>
        </Tabs>
      </Example>
      <Example name="LinkTabs">
        <LinkTabs
          label="Ranges"
          tabs={[
            { href: "/docs/design?range=7", name: "7 days", current: true },
            { href: "/docs/design?range=30", name: "30 days", current: false },
          ]}
        />
      </Example>
    </DesignSection>
  );
}
