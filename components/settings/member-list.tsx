"use client";
import { useRouter } from "next/navigation";
import { removeMemberAction } from "@/app/(dashboard)/settings/people-actions";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast-store";
import type { Role } from "@/lib/core/actor";
import { loadAnew } from "./load-anew";
import { MemberRole } from "./member-role";

export interface ListedMember {
  userId: string;
  name: string;
  email: string;
  role: Role;
  you: boolean;
  /** Roles that whoever looks may give them, their own among them; none where it is not theirs to change. */
  roles: readonly Role[];
  removable: boolean;
  /** Without a second factor, shown to who may demand one. */
  lacking: boolean;
}

export function MemberList({ members }: { members: readonly ListedMember[] }) {
  const router = useRouter();

  async function remove({ userId, name, you }: ListedMember) {
    const result = await removeMemberAction({ user_id: userId });
    if (!result.ok) {
      toast({ tone: "danger", title: "Not removed", description: result.error.message });
      return;
    }
    if (you) return loadAnew("/sign-in");
    toast({ title: `${name} does not belong to the organization any more` });
    router.refresh();
  }

  return (
    <ul>
      {members.map((member) => (
        <li
          key={member.userId}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line px-5 py-3"
        >
          <div className="min-w-0 flex-1">
            <p className="truncate text-sm font-medium" dir="auto">
              {member.name}
              {member.you && <span className="font-normal text-faint"> (you)</span>}
            </p>
            <p className="text-note text-secondary max-sm:[overflow-wrap:anywhere] sm:truncate">
              {member.roles.length === 0 && `${member.role} · `}
              {member.email}
              {member.lacking && " · no second factor"}
            </p>
          </div>
          {member.roles.length > 0 && (
            <div className="min-w-0 max-sm:order-last max-sm:basis-full">
              <MemberRole key={member.role} member={member} />
            </div>
          )}
          {member.removable && (
            <ConfirmDialog
              trigger={
                <Button
                  size="small"
                  look="ghost"
                  className="sm:w-20"
                  aria-label={`${labelOf(member)}: ${member.name}`}
                >
                  {labelOf(member)}
                </Button>
              }
              title={member.you ? "Leave the organization?" : `Remove ${member.name}?`}
              confirm={labelOf(member)}
              onConfirm={() => remove(member)}
            >
              {member.you ? "You are" : "They are"} signed out of it at once. Keys and models stay with the
              organization.
            </ConfirmDialog>
          )}
        </li>
      ))}
    </ul>
  );
}

const labelOf = ({ you }: ListedMember): string => (you ? "Leave" : "Remove");
