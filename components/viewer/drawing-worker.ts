import { judgeDrawing } from "./judge-drawing";

// The first context of a browser may take a second to make: here nobody waits for it.
postMessage(judgeDrawing(new OffscreenCanvas(1, 1)));
