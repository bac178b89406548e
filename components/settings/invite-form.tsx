"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { inviteMemberAction } from "@/app/(dashboard)/settings/people-actions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { useForm } from "@/components/ui/use-form";
import type { OpenInvitation } from "@/lib/accounts";
import type { InviteMember } from "@/lib/accounts/schema";
import { roleChoice } from "./role-choice";

const roles = roleChoice.filter(({ value }) => value !== "owner");

export function InviteForm({ onInvited }: { onInvited: (invitation: OpenInvitation) => void }) {
  const router = useRouter();
  const [role, setRole] = useState("developer");
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/accounts/schema")).InviteMember,
    read: (data): InviteMember => ({
      email: String(data.get("email")),
      role: role as InviteMember["role"],
    }),
    send: inviteMemberAction,
    onDone: (invitation) => {
      onInvited(invitation);
      router.refresh();
    },
  });
  return (
    <form {...form} className="grid gap-4 border-t border-line px-5 py-4">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <div className="grid gap-4 sm:grid-cols-[1fr_15rem_auto]">
        <Field label="Email" error={errorOf("email")}>
          {(attributes) => <Input {...attributes} name="email" type="email" autoComplete="off" />}
        </Field>
        <Field label="Role" error={errorOf("role")}>
          {({ id }) => <Select id={id} value={role} onChange={setRole} options={roles} />}
        </Field>
        <Button type="submit" look="primary" pending={pending} className="h-10 sm:mt-6.5">
          Invite
        </Button>
      </div>
    </form>
  );
}
