"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Share2 } from "lucide-react";
import { useState, type FormEvent } from "react";
import { listSharesAction, shareGenerationAction } from "@/app/(dashboard)/generations/share-actions";
import { unwrapAction } from "@/components/shell/unwrap-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { ShareList } from "./share-list";

const lifetimes = [
  { value: "1", label: "One day" },
  { value: "7", label: "A week" },
  { value: "30", label: "30 days" },
  { value: "", label: "Until I take it back" },
].map((option) => ({ ...option, value: option.value || "none" }));

/** Makes a page of the model for people without an account, and lists those that there are. */
export function ShareDialog({ id, name }: { id: string; name: string }) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState(name.slice(0, 120));
  const [days, setDays] = useState("7");
  const [download, setDownload] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, setPending] = useState(false);
  const key = ["shares", id] as const;
  const { data: shares } = useQuery({
    queryKey: key,
    queryFn: () => unwrapAction(listSharesAction({ id })),
    enabled: open,
  });

  async function share(event: FormEvent) {
    event.preventDefault();
    const { CreateShare } = await import("@/lib/generations/schema");
    const wish = CreateShare.safeParse({
      id,
      title,
      expires_in_days: days === "none" ? null : Number(days),
      allow_download: download,
    });
    if (!wish.success) return setError(wish.error.issues[0].message);
    setPending(true);
    const result = await shareGenerationAction(wish.data);
    setPending(false);
    setError(result.ok ? undefined : result.error.message);
    await client.invalidateQueries({ queryKey: key });
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <Share2 aria-hidden className="size-4" /> Share
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Share this model"
        description="Anybody with the address sees the model and its measures, and nothing else of yours. It ends by itself when the model is deleted."
      >
        <form onSubmit={share} className="mt-5 grid gap-4">
          <Field label="Heading of the page" error={error}>
            {(attributes) => (
              <Input
                {...attributes}
                value={title}
                dir="auto"
                maxLength={120}
                onChange={(event) => setTitle(event.target.value)}
              />
            )}
          </Field>
          <Field label="Ends after">
            {({ id }) => <Select id={id} value={days} onChange={setDays} options={lifetimes} />}
          </Field>
          <label className="flex items-center gap-2.5 text-sm">
            <input
              type="checkbox"
              checked={download}
              onChange={(event) => setDownload(event.target.checked)}
              className="size-4 accent-(--accent)"
            />
            They may download the files, too
          </label>
          <Button type="submit" look="primary" pending={pending}>
            Make an address
          </Button>
        </form>
        {shares && shares.length > 0 && (
          <ShareList shares={shares} onChange={() => client.invalidateQueries({ queryKey: key })} />
        )}
      </DialogContent>
    </Dialog>
  );
}
