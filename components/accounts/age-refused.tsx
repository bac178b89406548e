import Link from "next/link";

/** For who cannot agree to the processing of their data by themselves. Says no age, which would teach what to answer. */
export function AgeRefused() {
  return (
    <div className="w-full max-w-sm" data-age-refused>
      <h1 className="text-2xl font-semibold tracking-tight">You cannot open an account by yourself</h1>
      <p className="mt-3 text-sm leading-6 text-secondary">
        Thank you for answering. Nothing of what you wrote was kept. A parent or guardian can open an account
        of their own and make models together with you.
      </p>
      <p className="mt-4 text-sm">
        <Link href="/" className="font-medium text-accent-text underline-offset-4 hover:underline">
          Look at what others have made
        </Link>
      </p>
    </div>
  );
}
