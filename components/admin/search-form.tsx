import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** Finds by a part of a name; an ordinary form, so that the address says what is shown. */
export function SearchForm({ text, label }: { text?: string; label: string }) {
  return (
    <form role="search" className="flex gap-2">
      <Input
        name="text"
        aria-label={label}
        placeholder={label}
        defaultValue={text}
        maxLength={200}
        className="w-64 max-w-[55vw]"
      />
      <Button type="submit" size="icon" aria-label="Search" className="size-10">
        <Search aria-hidden className="size-4" />
      </Button>
    </form>
  );
}
