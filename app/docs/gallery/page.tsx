import type { Metadata } from "next";
import Image from "next/image";
import { DocsHeading } from "@/components/docs/docs-heading";
import galleryItems from "@/public/gallery/items.json";

export const metadata: Metadata = { title: "Gallery" };

export default function GalleryPage() {
  return (
    <article className="mx-auto w-full max-w-5xl px-4 py-12 sm:px-6">
      <DocsHeading path="/docs/gallery" title="Gallery">
        Every model here was made by an engine of this installation from the input below it, and drawn from
        its own mesh. Each is watertight and ready to slice.
      </DocsHeading>
      <ul className="grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
        {galleryItems.map((item) => (
          <li key={item.name} className="overflow-hidden rounded-xl border border-line bg-surface">
            <Image
              src={`/gallery/${item.name}.webp`}
              alt={item.title}
              width={512}
              height={512}
              unoptimized
              className="stage w-full"
            />
            <div className="px-4 py-3">
              <h2 className="text-sm font-semibold">{item.title}</h2>
              <p className="mt-1 text-[13px] leading-5 text-secondary">
                <code className="font-mono">{item.engine}</code> from{" "}
                {item.image ? (
                  <a href={`/samples/${item.image}`} className="underline underline-offset-4">
                    {item.image}
                  </a>
                ) : (
                  item.prompt
                )}
                , {item.sizeMm} mm
              </p>
              {item.settings && (
                <code className="mt-2 block font-mono text-xs break-words text-faint">
                  {JSON.stringify({ [item.engine]: item.settings })}
                </code>
              )}
            </div>
          </li>
        ))}
      </ul>
    </article>
  );
}
