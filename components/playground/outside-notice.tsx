import { Notice } from "@/components/ui/notice";
import type { OutsideEngine } from "@/lib/generations/schema";

/** Said before anything is sent: who gets the picture, where, and what they do with it. */
export function OutsideNotice({ outside }: { outside: readonly OutsideEngine[] }) {
  return (
    <Notice title="The picture leaves this installation">
      <p>
        It goes to the first of these that answers, its pixels alone, and is deleted there when the model is
        here:
      </p>
      <ul className="mt-1 grid gap-1">
        {outside.map(({ name, country, trains, retention }) => (
          <li key={name}>
            <strong className="font-medium">{name}</strong>, in {country}.{" "}
            {trains ? "Improves its own models with it." : "Trains nothing with it."} Kept: {retention}.
          </li>
        ))}
      </ul>
    </Notice>
  );
}
