import { CodeBlock } from "@/components/ui/code-block";
import { DocsSection } from "./docs-section";
import { uploadSample } from "./samples";

/** Files that are sent once and named often. */
export function UploadSection({ base }: { base: string }) {
  return (
    <DocsSection id="uploads" title="Send a file ahead">
      <p>
        Announce a file with its type and exact length, and <code>PUT</code> its bytes to the signed address
        in the answer, within an hour and once, with the headers that stand beside it: no key is needed there,
        so a browser or a phone may do it. Then name it as <code>upload_id</code> in a generation, a quote, a
        conversion or a print check, as often as you like; several views go as <code>upload_ids</code>. A map
        of a figure&apos;s front is announced with <code>kind</code> <code>depth_map</code> or{" "}
        <code>normal_map</code>, so that it keeps its sixteen bits, and is named as{" "}
        <code>depth_map_upload_id</code> or <code>normal_map_upload_id</code>.
      </p>
      <CodeBlock language="bash" code={uploadSample(base)} />
      <p>
        Pictures (PNG, JPEG, WebP) may have 20 MB and are written anew when they arrive, so that nothing but
        the pixels is kept; meshes (STL, OBJ, PLY, GLB, 3MF) may have 64 MB. What does not fit its
        announcement is refused, and can be sent again. An upload is removed 24 hours after the last call that
        used it, 30 days after its announcement however often it is used, or when you delete it; each call
        takes a copy, so that nothing made from it breaks.
      </p>
    </DocsSection>
  );
}
