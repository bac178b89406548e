"use client";
import type { ComponentProps } from "react";
import { PageFailure } from "@/components/shell/page-failure";

export default function ErrorPage(props: ComponentProps<typeof PageFailure>) {
  return (
    <main>
      <PageFailure {...props} />
    </main>
  );
}
