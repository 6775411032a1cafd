/** What figures need of the browser, in one place; nothing here is touched while a page is built. */
import type { FrameSource, Player } from "./player.ts";

export const browserFrames: FrameSource = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle),
};

export function isMotionReduced(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** An attachment: a figure that is scrolled out of sight stops. */
export function pauseOffScreen(player: Player): (element: Element) => () => void {
  return (element) => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.at(-1)?.isIntersecting === false && player.state.isPlaying) player.pause();
    });
    observer.observe(element);
    return () => observer.disconnect();
  };
}
