import { NothingHere } from "@/components/shell/nothing-here";

/** Inside the frame of the portal, which stays around it. */
export default function NotFound() {
  return (
    <div className="mx-auto flex min-h-[60dvh] max-w-lg flex-col justify-center shown-whole">
      <NothingHere />
      <i hidden data-whole />
    </div>
  );
}
