"use client";
import { useRouter } from "next/navigation";
import { setGenerationMailsAction } from "@/app/(dashboard)/settings/notifications/actions";
import { Select } from "@/components/ui/select";
import { SettingRow } from "@/components/ui/setting-row";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast-store";
import type { SetGenerationMails } from "@/lib/accounts/schema";

type When = SetGenerationMails["when"];

const options: { value: When; label: string }[] = [
  { value: "never", label: "Never" },
  { value: "failed", label: "When it fails" },
  { value: "always", label: "Always" },
];

/** Which generations the person is mailed the end of. */
export function GenerationMails({ chosen }: { chosen: SetGenerationMails }) {
  const router = useRouter();

  async function choose(change: Partial<SetGenerationMails>) {
    const result = await setGenerationMailsAction({ ...chosen, ...change });
    if (!result.ok) toast({ tone: "danger", title: "Not changed", description: result.error.message });
    router.refresh();
  }

  return (
    <>
      <SettingRow
        name="A generation of mine ends"
        hint="One mail in ten minutes at most; it counts all that ended since the last."
        wide
      >
        {() => (
          <Select
            label="A generation of mine ends"
            className="shrink-0 sm:w-36"
            value={chosen.when}
            options={options}
            onChange={(when) => void choose({ when: when as When })}
          />
        )}
      </SettingRow>
      {chosen.when !== "never" && (
        <SettingRow
          name="Also those of my keys"
          hint="What live keys that you made start; keys for tests are left out."
        >
          {(attributes) => (
            <Switch {...attributes} checked={chosen.keys} onCheckedChange={(keys) => void choose({ keys })} />
          )}
        </SettingRow>
      )}
    </>
  );
}
