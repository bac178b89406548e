import type { Metadata } from "next";
import { DemandCard } from "@/components/settings/demand-card";
import { Invitations } from "@/components/settings/invitations";
import { MemberList } from "@/components/settings/member-list";
import { OrganizationList } from "@/components/settings/organization-list";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { Card, CardHeader } from "@/components/ui/card";
import {
  findPlan,
  isSecondFactorDemanded,
  listInvitations,
  listMembers,
  listOwnOrganizations,
} from "@/lib/accounts";
import { requireSession } from "@/lib/api/session";
import { roles, type Role } from "@/lib/core/actor";
import { clock } from "@/lib/core/clock";
import { canSendEmail } from "@/lib/email";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const { ctx, user, organization, role } = await requireSession("/settings/people");
  const mayInvite = role === "owner" || role === "admin";
  const [members, invitations, plan, own, demanded] = await Promise.all([
    listMembers(ctx),
    mayInvite ? listInvitations(ctx) : [],
    findPlan(organization.id),
    listOwnOrganizations(ctx),
    isSecondFactorDemanded(ctx),
  ]);
  const owners = members.filter(({ role: held }) => held === "owner").length;
  const taken = members.length + invitations.length;
  return (
    <SettingsFrame at="/settings/people">
      <Card>
        <CardHeader
          title="People"
          description={
            plan
              ? `${taken} of the ${plan.mostMembers} places of the plan are taken.`
              : "Whoever belongs to the organization."
          }
        />
        <MemberList
          members={members.map(({ userId, name, email, role: held, secondFactor }) => ({
            ...{ userId, name, email, role: held },
            // Whom to remind is for those who may demand it.
            lacking: mayInvite && !secondFactor,
            you: userId === user.id,
            roles: rolesFor(role, held, owners),
            // What the verb would refuse is not offered.
            removable:
              userId === user.id
                ? members.length > 1
                : role === "owner" || (role === "admin" && held !== "owner"),
          }))}
        />
      </Card>
      {mayInvite && (
        <DemandCard
          demanded={demanded}
          lacking={members.filter(({ secondFactor }) => !secondFactor).length}
        />
      )}
      {mayInvite && (
        <Card>
          <CardHeader
            title="Invite somebody"
            description={`${canSendEmail() ? "They get a mail with a link, which you can also pass on yourself." : "You get a link to pass on."} It works for seven days, for an account of that address alone.`}
          />
          <Invitations
            invitations={invitations.map(({ id, email, role: as, expiresAt }) => ({
              ...{ id, email, role: as },
              expiresAt: expiresAt.toISOString(),
              daysLeft: Math.ceil((expiresAt.getTime() - clock.now().getTime()) / 86_400_000),
            }))}
          />
        </Card>
      )}
      {own.length > 1 && (
        <Card>
          <CardHeader
            title="Your organizations"
            description="What you see and spend belongs to one at a time."
          />
          <OrganizationList organizations={own} current={organization.id} />
        </Card>
      )}
    </SettingsFrame>
  );
}

/** What `changeRole` would not refuse. */
function rolesFor(role: Role, held: Role, owners: number): readonly Role[] {
  if (role === "owner") return held === "owner" && owners === 1 ? [] : roles;
  return role === "admin" && held !== "owner" ? roles.filter((other) => other !== "owner") : [];
}
