"use client";
import { useEffect, useRef, type ComponentProps } from "react";

/** A picture from bytes of this page; their address lives as long as they are shown. */
export function BlobImage({ blob, alt, ...rest }: { blob: Blob } & Omit<ComponentProps<"img">, "src">) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const element = image.current;
    if (!element) return;
    const url = URL.createObjectURL(blob);
    element.src = url;
    return () => URL.revokeObjectURL(url);
  }, [blob]);
  return <img {...rest} ref={image} alt={alt} />;
}
