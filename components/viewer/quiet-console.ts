import { setConsoleFunction } from "three";

/**
 * react-three-fiber still makes a THREE.Clock, of which three warns at every canvas. That one line is dropped; all else
 * that three has to say goes where it would have gone.
 */
export function quietThree(): void {
  setConsoleFunction((level, message, ...rest) => {
    if (String(message).includes("THREE.Clock")) return;
    // eslint-disable-next-line no-console -- hands on what three says
    console[level](message, ...rest);
  });
}
