"use client";
import { useState } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { fieldClass } from "@/components/ui/input";
import type { Authority } from "@/lib/privacy";

interface Props {
  authorities: readonly Authority[];
  countries: readonly { code: string; name: string }[];
  contact: string;
}

/** Who is responsible for a complaint, by where somebody lives. The choice is kept nowhere. */
export function AuthorityPicker({ authorities, countries, contact }: Props) {
  const [country, setCountry] = useState("");
  const found = authorities.find((one) => one.country === country);
  return (
    <Card>
      <CardHeader
        title="Complain about us"
        description={`You may complain to an authority at any time, without asking us first. We would be glad to hear it as well: ${contact}.`}
      />
      <div className="grid gap-4 border-t border-line px-5 py-4">
        <Field label="Where do you live?">
          {(attributes) => (
            <select
              {...attributes}
              value={country}
              onChange={(event) => setCountry(event.target.value)}
              className={cn(fieldClass, "h-10 px-3")}
            >
              <option value="">Choose a country</option>
              {countries.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div aria-live="polite" className="text-sm">
          {found && (
            <>
              <p className="font-medium">{found.name}</p>
              <a href={found.url} rel="noopener" className="text-accent-text underline underline-offset-4">
                {found.url}
              </a>
              {found.note && <p className="mt-1 text-secondary [overflow-wrap:anywhere]">{found.note}</p>}
            </>
          )}
          {country && !found && (
            <p className="text-secondary">
              We know of no authority there. The one of the country where this service is run may take it; ask
              us which.
            </p>
          )}
        </div>
      </div>
    </Card>
  );
}
