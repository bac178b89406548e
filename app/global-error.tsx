"use client";
import { spokenHere } from "@/components/site/spoken-here";
import { failureWords } from "@/components/site/words/failure-words";

/** The last resort, when even the frame failed: no styles and no parts of ours. */
export default function GlobalError({ reset }: { reset: () => void }) {
  const language = spokenHere();
  const words = failureWords[language];
  return (
    <html lang={language}>
      <body
        style={{
          fontFamily: "system-ui, sans-serif",
          maxWidth: "32rem",
          margin: "20vh auto",
          padding: "0 1.5rem",
          lineHeight: 1.6,
        }}
      >
        <h1>{words.title}</h1>
        <p>{words.inMoment}</p>
        <button onClick={reset}>{words.again}</button>
      </body>
    </html>
  );
}
