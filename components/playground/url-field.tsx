"use client";
import { useState, type FormEvent } from "react";
import { fetchPictureAction } from "@/app/(dashboard)/generate/actions";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** A picture by its address: the server fetches it, since a browser may not read other sites. */
export function UrlField({
  onPicture,
  onRefuse,
  onClose,
}: {
  onPicture: (file: Blob, name: string) => void;
  onRefuse: (reason: string) => void;
  onClose: () => void;
}) {
  const [address, setAddress] = useState("");
  const [pending, setPending] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    setPending(true);
    const result = await fetchPictureAction({ address: address.trim() }).catch(() => null);
    setPending(false);
    if (!result?.ok) return onRefuse(result?.error.message ?? "The server cannot be reached. Try again.");
    const { bytes, contentType } = result.data;
    onPicture(new Blob([bytes as BlobPart], { type: contentType }), nameOf(address));
    onClose();
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-4 flex flex-wrap gap-2">
      <Input
        type="url"
        required
        autoFocus
        aria-label="Address of the picture"
        placeholder="https://example.com/picture.jpg"
        value={address}
        onChange={(event) => setAddress(event.target.value)}
        className="w-56 flex-1"
      />
      <Button type="submit" look="primary" pending={pending}>
        Fetch
      </Button>
      <Button look="ghost" onClick={onClose}>
        Back
      </Button>
    </form>
  );
}

const nameOf = (address: string): string => /([^/?#]{1,60})(?:[?#].*)?$/.exec(address)?.[1] ?? "picture";
