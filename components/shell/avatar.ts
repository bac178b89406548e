/** How the button of the account looks, before and after its menu was fetched. */
export const avatarClass =
  "grid size-9 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent-text uppercase hover:brightness-95 pointer-coarse:size-10";

export const initialOf = (name: string): string => [...name][0] ?? "?";

export interface Person {
  name: string;
  email: string;
  organization: string;
  /** Whether the person belongs to whoever runs the portal. */
  staff?: boolean;
}
