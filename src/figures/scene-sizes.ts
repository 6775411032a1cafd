/** Scenes narrower than this are laid out for a phone; */
export const NARROW_PX = 540;
/** none is laid out narrower than this, */
export const WIDTH_PX_MIN = 260;
/** or wider than this. */
export const SCENE_PX_MAX = 904;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
