import { ShowCode } from "./show-code";
import { ShowControls } from "./show-controls";
import { ShowForm } from "./show-form";
import { ShowLayers } from "./show-layers";
import { ShowStates } from "./show-states";
import { ShowTables } from "./show-tables";
import { ShowTokens } from "./show-tokens";

/** The whole design on one page: tokens first, then every component of components/ui at work. */
export function DesignPage() {
  return (
    <div className="mx-auto max-w-5xl px-4 py-10 sm:px-6">
      <h1 className="text-3xl font-semibold tracking-tight">Design</h1>
      <p className="mt-3 max-w-2xl leading-7 text-secondary">
        What the portal is made of. Tokens stand in app/globals.css, components in components/ui; a place uses
        these, and adds to them here when it needs something new. Switch the colours and the width of the
        window: everything must hold in both themes, from 360 pixels on, by keyboard and at twice the size of
        type.
      </p>
      <div className="mt-10 grid grid-cols-[minmax(0,1fr)] gap-12">
        <ShowTokens />
        <ShowControls />
        <ShowForm />
        <ShowLayers />
        <ShowStates />
        <ShowTables />
        <ShowCode />
      </div>
    </div>
  );
}
