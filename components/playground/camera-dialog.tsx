"use client";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";

/** A photo from the camera, seen before it is taken. The camera is let go as soon as the dialog closes. */
export default function CameraDialog({
  onPicture,
  onClose,
}: {
  onPicture: (photo: Blob) => void;
  onClose: () => void;
}) {
  const video = useRef<HTMLVideoElement>(null);
  const [problem, setProblem] = useState(() =>
    (navigator.mediaDevices as MediaDevices | undefined) ? null : NO_CAMERA,
  );
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let wanted = true;
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    const opening = devices?.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 } } });
    opening?.then(
      (opened) => {
        stream = opened;
        if (!wanted) return stop(opened);
        if (video.current) video.current.srcObject = opened;
      },
      (error: Error) => wanted && setProblem(sayWhy(error)),
    );
    return () => {
      wanted = false;
      if (stream) stop(stream);
    };
  }, []);

  async function take() {
    const source = video.current;
    if (!source) return;
    const canvas = new OffscreenCanvas(source.videoWidth, source.videoHeight);
    canvas.getContext("2d")?.drawImage(source, 0, 0);
    onPicture(await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 }));
    onClose();
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Take a photo"
        description="Put one thing before a plain background, in even light."
      >
        {problem ? (
          <Notice tone="warning">{problem}</Notice>
        ) : (
          <video
            ref={video}
            autoPlay
            playsInline
            muted
            aria-label="What the camera sees"
            onLoadedMetadata={() => setReady(true)}
            className="aspect-4/3 w-full rounded-xl bg-muted object-contain"
          />
        )}
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          {!problem && (
            <Button look="primary" disabled={!ready} onClick={() => void take()}>
              Take it
            </Button>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}

const NO_CAMERA = "This browser gives no page a camera. Choose a file instead.";

const stop = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

const sayWhy = ({ name }: Error): string =>
  name === "NotAllowedError"
    ? "The camera was not allowed for this page. Allow it in the browser's address bar, or choose a file."
    : "No camera was found. Choose a file instead.";
