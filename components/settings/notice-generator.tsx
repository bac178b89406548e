"use client";
import { useState } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { writeNotice } from "./write-notice";

/** Writes the notice that a customer's own users need, to copy into their page. */
export function NoticeGenerator({
  company: ours,
  processors,
  address,
}: {
  company: string;
  processors: readonly string[];
  address: string;
}) {
  const [company, setCompany] = useState(ours);
  const [product, setProduct] = useState("our shop");
  const [contact, setContact] = useState("privacy@example.com");
  const notice = writeNotice({ company, product, contact, processors, address });
  return (
    <Card>
      <CardHeader
        title="A notice for your users"
        description="Fill in three words and copy it to where your users upload. Have it checked for your own case."
        action={<CopyButton text={notice} label="Copy the notice" showLabel />}
      />
      <div className="grid gap-4 border-t border-line px-5 py-4 sm:grid-cols-3">
        <Field label="Company">
          {(attributes) => (
            <Input {...attributes} value={company} onChange={(event) => setCompany(event.target.value)} />
          )}
        </Field>
        <Field label="Product">
          {(attributes) => (
            <Input {...attributes} value={product} onChange={(event) => setProduct(event.target.value)} />
          )}
        </Field>
        <Field label="Contact">
          {(attributes) => (
            <Input {...attributes} value={contact} onChange={(event) => setContact(event.target.value)} />
          )}
        </Field>
      </div>
      <p
        data-notice
        className="border-t border-line px-5 py-4 text-sm leading-6 whitespace-pre-wrap text-secondary"
      >
        {notice}
      </p>
    </Card>
  );
}
