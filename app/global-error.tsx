"use client";

/** The last resort, when even the frame failed: no styles and no parts of ours. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body
        style={{
          fontFamily: "system-ui, sans-serif",
          maxWidth: "32rem",
          margin: "20vh auto",
          padding: "0 1.5rem",
          lineHeight: 1.6,
        }}
      >
        <h1>Something went wrong on our side</h1>
        <p>Nothing that you did is lost. Try again in a moment.</p>
        <button onClick={reset}>Try again</button>
      </body>
    </html>
  );
}
