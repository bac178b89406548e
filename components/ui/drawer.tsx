"use client";
import dynamic from "next/dynamic";
import type { DrawerProps } from "./drawer-props";
import { useOnceTrue } from "./use-once-true";

const DrawerPanel = dynamic(() => import("./drawer-panel").then((file) => file.DrawerPanel), { ssr: false });

/** One line of a list looked at closely, at the right edge; the list stays where it was. */
export function Drawer(props: DrawerProps) {
  const used = useOnceTrue(props.open);
  return used && <DrawerPanel {...props} />;
}
