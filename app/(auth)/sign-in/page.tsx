import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/accounts/sign-in-form";
import { safePath } from "@/lib/api/safe-path";
import { findSignedIn } from "@/lib/api/session";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const { next } = await searchParams;
  const target = safePath([next].flat()[0]);
  if (await findSignedIn()) redirect(target);
  return (
    <div className="w-full max-w-sm">
      <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
      <p className="mt-1.5 mb-7 text-sm text-secondary">
        New here?{" "}
        <Link href="/sign-up" className="font-medium text-accent-text underline-offset-4 hover:underline">
          Create an account
        </Link>
      </p>
      <SignInForm next={target} />
    </div>
  );
}
