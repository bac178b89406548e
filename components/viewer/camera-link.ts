/** Where a camera stands, in shares of the model's size, so that it means the same for a large model and a small one. */
export interface CameraPose {
  around: number;
  over: number;
  distance: number;
  target: readonly [number, number, number];
}

type Follower = (pose: CameraPose) => void;

/** Cameras that move as one: what one of them does, the others do too. */
export class CameraLink {
  private readonly followers = new Set<Follower>();
  private telling = false;

  follow(follower: Follower): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }

  /** Called by the camera that was moved; one that only follows is not listened to meanwhile. */
  tell(pose: CameraPose, from: Follower): void {
    if (this.telling) return;
    this.telling = true;
    for (const follower of this.followers) if (follower !== from) follower(pose);
    this.telling = false;
  }
}
