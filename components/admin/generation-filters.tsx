import { StatusFilter } from "@/components/generations/status-filter";
import { Button, LinkButton } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { fieldClass, Input } from "@/components/ui/input";
import type { ListAllGenerations } from "@/lib/generations";

/** The address of a part of the list: the filters stay, unless `change` says otherwise; the page does not. */
export function seenPath(query: ListAllGenerations, change: Partial<ListAllGenerations> = {}): string {
  const wanted = Object.entries({ ...query, after: undefined, ...change });
  const kept = wanted.filter((entry): entry is [string, NonNullable<(typeof entry)[1]>] => Boolean(entry[1]));
  return kept.length > 0 ? `/admin/generations?${new URLSearchParams(kept)}` : "/admin/generations";
}

/** Ordinary links and an ordinary form, so that the address says what is shown. */
export function GenerationFilters({
  query,
  engines,
}: {
  query: ListAllGenerations;
  engines: readonly string[];
}) {
  return (
    <div className="mb-5 grid gap-4">
      <StatusFilter current={query.status} hrefOf={(status) => seenPath(query, { status })} />
      <form role="search" className="flex flex-wrap items-end gap-3">
        {query.status && <input type="hidden" name="status" value={query.status} />}
        <Field label="Engine">
          {(attributes) => (
            <select
              {...attributes}
              name="engine"
              defaultValue={query.engine ?? ""}
              className={cn(fieldClass, "h-10 w-40 px-3")}
            >
              <option value="">Any engine</option>
              {engines.map((engine) => (
                <option key={engine}>{engine}</option>
              ))}
            </select>
          )}
        </Field>
        {texts.map(({ label, name, ...rest }) => (
          <Field key={name} label={label}>
            {(attributes) => <Input {...attributes} {...rest} name={name} defaultValue={query[name]} />}
          </Field>
        ))}
        <Button type="submit">Show</Button>
        <LinkButton href="/admin/generations" look="ghost">
          Show all
        </LinkButton>
      </form>
    </div>
  );
}

const texts = [
  {
    label: "Organization",
    name: "organization_id",
    placeholder: "org_…",
    maxLength: 44,
    className: "w-64 font-mono",
  },
  { label: "Error", name: "error", placeholder: "A code", maxLength: 60, className: "w-44 font-mono" },
] as const;
