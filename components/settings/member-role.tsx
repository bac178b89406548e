"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { changeRoleAction } from "@/app/(dashboard)/settings/people-actions";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast-store";
import type { Role } from "@/lib/core/actor";
import { loadAnew } from "./load-anew";
import type { ListedMember } from "./member-list";
import { roleChoice } from "./role-choice";

/** Another role for somebody: chosen first, and asked about before it holds. */
export function MemberRole({ member: { userId, name, role, you, roles } }: { member: ListedMember }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<Role>(role);

  async function change() {
    const result = await changeRoleAction({ user_id: userId, role: chosen });
    if (!result.ok) {
      toast({ tone: "danger", title: "Not changed", description: result.error.message });
      return;
    }
    if (you) return loadAnew("/settings/people");
    toast({ title: `${name} is ${chosen} now` });
    router.refresh();
  }

  return (
    <div className="flex min-w-0 items-center gap-2">
      <Select
        label={`Role of ${name}`}
        value={chosen}
        onChange={(value) => setChosen(value as Role)}
        options={roleChoice.filter(({ value }) => roles.includes(value))}
        className="min-w-0 max-sm:flex-1 sm:w-60"
      />
      {chosen !== role && (
        <ConfirmDialog
          trigger={
            <Button size="small" look="primary" aria-label={`Change the role of ${name}`}>
              Change
            </Button>
          }
          title={you ? `Become ${chosen}?` : `Make ${name} ${chosen}?`}
          confirm="Change"
          onConfirm={change}
        >
          {chosen === "owner"
            ? "Owners may do everything, also spend money, remove you, and close the account."
            : you
              ? "It holds at once, and only others can change it back."
              : "It holds from their next step on, and they are told by mail where mails go out."}
        </ConfirmDialog>
      )}
    </div>
  );
}
