import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { formatBytes } from "@/components/ui/format";
import type { GenerationFile, MeshFormat } from "@/lib/generations/schema";

const uses: Record<MeshFormat, string> = {
  stl: "Every slicer",
  glb: "Web and AR",
  obj: "Modelling programs",
  ply: "Scans and research",
  "3mf": "Slicers, with units",
  fbx: "Unity, Unreal, Maya",
  usdz: "AR on Apple devices",
};

/** The files, each a plain link that the browser saves. */
export function DownloadList({
  files,
  name,
  action,
}: {
  files: readonly GenerationFile[];
  name: string;
  action?: ReactNode;
}) {
  return (
    <Card>
      <CardHeader title="Downloads" action={action} />
      <ul className="border-t border-line">
        {files.map((file) => (
          <li key={file.format} className="border-b border-line last:border-b-0">
            <a
              href={file.url}
              download={`${name}.${file.extension}`}
              data-format={file.format}
              className="group flex items-center gap-3 px-5 py-2.5 text-sm transition-colors last:rounded-b-xl hover:bg-muted/60"
            >
              <span className="w-10 font-mono text-[13px] font-medium uppercase">{file.format}</span>
              <span className="min-w-0 flex-1 truncate text-secondary">{uses[file.format]}</span>
              <span className="text-faint tabular-nums">{formatBytes(file.size_bytes)}</span>
              <Download aria-hidden className="size-4 text-faint group-hover:text-accent-text" />
              <span className="sr-only">Download</span>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
