import type { ApiKey } from "@/lib/keys/schema";

export type KeyBounds = Pick<ApiKey, "allowed_addresses" | "allowed_origins" | "monthly_credit_cap">;

/** The fields of {@link BoundFields} as the API takes them; what is no number stays one, for the server to refuse. */
export function readBounds(form: FormData): KeyBounds {
  const list = (name: string) =>
    String(form.get(name))
      .split(/[\s,;]+/)
      .filter(Boolean);
  const cap = String(form.get("cap")).replace(/[\s,.']/g, "");
  return {
    allowed_addresses: list("addresses"),
    allowed_origins: list("origins"),
    monthly_credit_cap: cap === "" ? null : Number(cap),
  };
}
