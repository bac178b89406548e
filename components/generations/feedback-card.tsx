"use client";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import { giveFeedbackAction } from "@/app/(dashboard)/generations/[id]/actions";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast-store";
import type { Feedback } from "@/lib/generations/schema";

const ratings = [
  { rating: "good", name: "Of use", icon: ThumbsUp },
  { rating: "bad", name: "Of no use", icon: ThumbsDown },
] as const;

/** Whether the model is of use, in one press, and why, in words if somebody has some. */
export function FeedbackCard({ id, feedback }: { id: string; feedback: Feedback | null }) {
  const [said, setSaid] = useState(feedback);
  const [comment, setComment] = useState(feedback?.comment ?? "");
  const [pending, setPending] = useState(false);

  async function say(next: Feedback) {
    const before = said;
    setSaid(next);
    setPending(true);
    const result = await giveFeedbackAction({ id, feedback: next });
    setPending(false);
    if (result.ok) return toast({ title: "Thank you", description: "You may change it at any time." });
    setSaid(before);
    toast({ tone: "danger", title: "Not kept", description: result.error.message });
  }

  return (
    <Card>
      <CardHeader title="Is it of use?" />
      <div className="grid gap-3 border-t border-line px-5 py-4">
        <div role="group" aria-label="Rating" className="flex gap-2">
          {ratings.map(({ rating, name, icon: Icon }) => (
            <Button
              key={rating}
              size="small"
              aria-pressed={said?.rating === rating}
              onClick={() => void say({ rating, comment })}
              className={cn(said?.rating === rating && "border-accent bg-accent-soft text-accent-text")}
            >
              <Icon aria-hidden className="size-4" /> {name}
            </Button>
          ))}
        </div>
        {said && (
          <form
            className="grid gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              void say({ rating: said.rating, comment });
            }}
          >
            <Textarea
              aria-label="What should be better"
              placeholder="What should be better?"
              dir="auto"
              maxLength={2000}
              value={comment}
              onChange={(event) => setComment(event.target.value)}
            />
            <Button type="submit" size="small" pending={pending} className="justify-self-end">
              Send
            </Button>
          </form>
        )}
      </div>
    </Card>
  );
}
