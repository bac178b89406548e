import { Plus } from "lucide-react";

const answers: [string, string][] = [
  [
    "What does a failed generation cost?",
    "Nothing. Credits are reserved when you submit and return to your balance when a generation fails or is cancelled.",
  ],
  [
    "Do I pay for each file format?",
    "No. Ask for all the formats that the quality offers; the generation costs the same.",
  ],
  [
    "What is a test key?",
    "A key whose calls run the same engines at reduced resolution for free. Use it in your tests for as long as you like.",
  ],
  [
    "Do credits expire?",
    "No. Every movement of them stands in your ledger, and the entries are never changed.",
  ],
  [
    "Who may use the models?",
    "You. They are made from your picture, for you, and are deleted from our disks when you delete them.",
  ],
];

export function Questions() {
  return (
    <section className="mx-auto w-full max-w-3xl px-4 pb-16 sm:px-6">
      <h2 className="text-2xl font-semibold tracking-tight">Questions</h2>
      <div className="mt-5 divide-y divide-line border-y border-line">
        {answers.map(([question, answer]) => (
          <details key={question} className="group">
            <summary className="flex list-none items-center justify-between gap-4 py-4 font-medium [&::-webkit-details-marker]:hidden">
              {question}
              <Plus
                aria-hidden
                className="size-4 shrink-0 text-faint transition-transform group-open:rotate-45"
              />
            </summary>
            <p className="pb-5 text-[15px] leading-7 text-secondary">{answer}</p>
          </details>
        ))}
      </div>
    </section>
  );
}
