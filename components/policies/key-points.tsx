import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";

/** Each key point of the policy beside the place where it can be seen or changed. */
const controls = [
  { point: "What is collected", href: "/privacy", name: "See and export yours" },
  { point: "Credentials are stored securely", href: "/keys", name: "Your API keys" },
  {
    point: "Pictures make models and improve the service",
    href: "/settings/data",
    name: "Decide on training",
  },
  { point: "Nothing is sold", href: "/processors", name: "Who receives data" },
  { point: "Access, correct, delete", href: "/privacy", name: "Privacy centre" },
] as const;

export function KeyPoints() {
  return (
    <Card className="mt-8">
      <CardHeader title="Where each key point is done" />
      <ul className="pb-2">
        {controls.map(({ point, href, name }) => (
          <li
            key={point}
            className="flex flex-wrap justify-between gap-x-6 border-t border-line px-5 py-2.5 text-sm"
          >
            <span className="text-secondary">{point}</span>
            <Link href={href} className="font-medium text-accent-text underline-offset-4 hover:underline">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
