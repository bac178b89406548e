import type { Metadata } from "next";
import { changelog } from "@/components/docs/changelog";
import { DocsHeading } from "@/components/docs/docs-heading";
import { Prose } from "@/components/docs/prose";
import { formatDate } from "@/components/ui/format";

export const metadata: Metadata = { title: "Changelog" };

export default function ChangelogPage() {
  return (
    <article className="mx-auto w-full max-w-3xl px-4 py-12 sm:px-6">
      <DocsHeading path="/docs/changelog" title="Changelog">
        What changed for callers of <code>/api/v1</code>. New fields and new calls come without notice, so
        ignore what you do not know; whatever would break a caller gets an address of its own.
      </DocsHeading>
      {changelog.map(({ date, title, groups }) => (
        <section key={date} id={date} className="border-t border-line py-8">
          <p className="text-[13px] text-faint">
            <time dateTime={date}>{formatDate(date)}</time>
          </p>
          <h2 className="mt-1 text-xl font-semibold tracking-tight">{title}</h2>
          {groups.map(({ name, changes }) => (
            <div key={name}>
              <h3 className="mt-5 mb-2 text-sm font-semibold">{name}</h3>
              <ul className="grid list-disc gap-2 pl-5 text-[15px] leading-7 text-secondary marker:text-faint [&_code]:break-words">
                {changes.map((change) => (
                  <li key={change}>
                    <Prose text={change} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </article>
  );
}
