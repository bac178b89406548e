import { DesignSection, Example } from "./design-section";

const grounds = ["background", "surface", "raised", "muted", "muted-strong", "line", "line-strong", "code"];
const inks = ["foreground", "secondary", "faint", "accent-text", "success", "warning", "danger", "info"];
const fills = ["accent", "accent-soft", "success-soft", "warning-soft", "danger-soft", "info-soft"];
const charts = ["chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-rest"];

const types = [
  ["text-3xl font-semibold", "Words that open a page of the site"],
  ["text-title font-semibold", "The title of a place"],
  ["text-heading font-semibold", "The title of a card or section"],
  ["text-sm", "What is read: 14 pixels, 20 high"],
  ["text-note text-secondary", "What is said in passing: 13 pixels"],
  ["text-xs text-faint", "What belongs to something else: 12 pixels"],
  ["font-mono text-note", "gen_4kQ1mW8sZb2Xr7tY9uVc3d"],
] as const;

/** Colour, type, space, shadow and motion. */
export function ShowTokens() {
  return (
    <DesignSection
      title="Tokens"
      rule="OKLCH, so that steps look even and both themes keep the same contrast. Text is secondary before it is small; colour says a state and never says it alone."
    >
      <Example name="Grounds">{grounds.map(swatch)}</Example>
      <Example name="Fills">{fills.map(swatch)}</Example>
      <Example name="Charts">{charts.map(swatch)}</Example>
      <Example name="Inks">
        {inks.map((name) => (
          <span key={name} className="text-sm font-medium" style={{ color: `var(--${name})` }}>
            {name}
          </span>
        ))}
      </Example>
      <div className="grid gap-2">
        {types.map(([look, text]) => (
          <p key={look} className={look}>
            {text}
          </p>
        ))}
      </div>
      <Example name="Space: a grid of 4 px">
        {[1, 2, 3, 4, 6, 8, 12].map((steps) => (
          <span key={steps} className="grid justify-items-center gap-1 text-xs text-faint">
            <span className="h-4 bg-accent" style={{ width: `calc(var(--spacing) * ${steps})` }} />
            {steps * 4}
          </span>
        ))}
      </Example>
      <Example name="Shadow: low for what can be pressed, mid for thumbs, high for layers">
        {["shadow-low", "shadow-mid", "shadow-high"].map((name) => (
          <span key={name} className={`rounded-lg bg-raised px-4 py-3 text-note ${name}`}>
            {name}
          </span>
        ))}
      </Example>
      <Example name="Motion: ease-swift, 100 to 240 ms, none where the reader wants less of it">
        {["animate-rise", "animate-fade", "animate-breathe"].map((name) => (
          <span key={name} className="grid gap-1 text-xs text-faint">
            <span className={`h-10 w-20 rounded-lg bg-muted-strong ${name}`} />
            {name}
          </span>
        ))}
      </Example>
    </DesignSection>
  );
}

function swatch(name: string) {
  return (
    <span key={name} className="grid gap-1 text-xs text-faint">
      <span className="h-10 w-20 rounded-lg border border-line" style={{ background: `var(--${name})` }} />
      {name}
    </span>
  );
}
