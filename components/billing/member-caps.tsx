import { Card, CardHeader } from "@/components/ui/card";
import { MemberCapRow, type CappedMember } from "./member-cap-row";

/** What each person may spend in the portal in a calendar month. */
export function MemberCaps({ members }: { members: readonly CappedMember[] }) {
  return (
    <Card>
      <CardHeader
        title="Spending of each of you"
        description="What a person may spend in the portal in a calendar month (UTC). Keys have caps of their own, beside their names."
      />
      <ul>
        {members.map((member) => (
          <MemberCapRow key={`${member.userId} ${member.cap}`} member={member} />
        ))}
      </ul>
    </Card>
  );
}
