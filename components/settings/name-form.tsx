"use client";
import { useRouter } from "next/navigation";
import { updateOrganizationAction, updateProfileAction } from "@/app/(dashboard)/settings/actions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";

const send = { person: updateProfileAction, organization: updateOrganizationAction };

/** The name of a person or of their organization; a change can be taken back. */
export function NameForm({ of, name, hint }: { of: keyof typeof send; name: string; hint?: string }) {
  const router = useRouter();
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/accounts/schema")).UpdateProfile,
    read: (data) => ({ name: String(data.get("name")) }),
    send: send[of],
    onDone: (saved) => {
      toast({ title: `Saved as “${saved.name}”`, undo: saved.name === name ? undefined : back });
      router.refresh();
    },
  });

  async function back() {
    const result = await send[of]({ name });
    toast(
      result.ok
        ? { title: `It is “${name}” again` }
        : { tone: "danger", title: "Not changed back", description: result.error.message },
    );
    router.refresh();
  }

  return (
    <form {...form} className="grid gap-3 border-t border-line px-5 py-4">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Field label="Name" error={errorOf("name")} hint={hint}>
        {(attributes) => (
          <div className="flex gap-2">
            <Input
              {...attributes}
              // A name that was changed back must stand in the field as well.
              key={name}
              name="name"
              defaultValue={name}
              autoComplete={of === "person" ? "name" : "organization"}
            />
            <Button type="submit" pending={pending} className="h-10">
              Save
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
