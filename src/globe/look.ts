import type { SceneTheme } from '../../workers/scene/types.ts';

export type Rgb = readonly [number, number, number];

/** Light and air of the scene. Colours are sRGB 0–1 of the finished picture, light is a factor on them. */
export interface Look {
  /** 0 day colours of the palette, 1 dusk colours. */
  readonly dusk: number;
  readonly sky: { readonly top: string; readonly horizon: string };
  readonly haze: Rgb;
  /** Distance at which two thirds of a thing are haze, and how much haze at most. */
  readonly hazeM: number;
  readonly hazeMost: number;
  readonly sun: Rgb;
  readonly above: Rgb;
  readonly below: Rgb;
  /** How much windows darken a wall near, and as a mean from afar. */
  readonly window: readonly [number, number];
  /** Opacity of water by class, shallow to deep. */
  readonly waterAlpha: readonly number[];
  readonly night: number;
  readonly globe: string;
}

/** East, up, south: a sun in the west-south-west, as the pictures have it. */
export const SUN_DIRECTION: Rgb = [-0.612, 0.73, 0.306];

const LOOKS: Readonly<Record<SceneTheme, Look>> = {
  dark: {
    dusk: 1,
    sky: { top: '#2c3a42', horizon: '#6f8085' },
    haze: [0.345, 0.415, 0.435],
    hazeM: 11000,
    hazeMost: 0.8,
    sun: [0.5, 0.465, 0.42],
    above: [0.68, 0.7, 0.72],
    below: [0.4, 0.41, 0.42],
    window: [0.34, 0.1],
    waterAlpha: [0.7, 0.78, 0.85, 0.9, 0.92, 0.94, 0.95],
    night: 0.35,
    globe: '#2f4f59',
  },
  light: {
    dusk: 0,
    sky: { top: '#b9d0da', horizon: '#e8edea' },
    haze: [0.89, 0.91, 0.9],
    hazeM: 13000,
    hazeMost: 0.85,
    sun: [0.36, 0.34, 0.3],
    above: [0.7, 0.715, 0.73],
    below: [0.56, 0.555, 0.54],
    window: [0.15, 0.04],
    waterAlpha: [0.72, 0.8, 0.86, 0.9, 0.92, 0.94, 0.95],
    night: 0,
    globe: '#9dbcc0',
  },
};
const NIGHT = {
  sky: { top: '#0b1116', horizon: '#233039' },
  haze: [0.1, 0.135, 0.155] as Rgb,
  light: 0.36,
  tint: [0.82, 0.94, 1.12] as Rgb,
};

const mix = (a: number, b: number, t: number) => a + (b - a) * t;
const mix3 = (a: Rgb, b: Rgb, t: number): Rgb => [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];

/** The look of a theme, darkened towards full night where that is asked for. */
export function lookOf(theme: SceneTheme, night: number | undefined): Look {
  const base = LOOKS[theme];
  if (night === undefined || night <= 0) return night === undefined ? base : { ...base, night: 0 };
  const dark = (light: Rgb): Rgb =>
    mix3(
      light,
      [
        light[0] * NIGHT.light * NIGHT.tint[0],
        light[1] * NIGHT.light * NIGHT.tint[1],
        light[2] * NIGHT.light * NIGHT.tint[2],
      ],
      night,
    );
  return {
    ...base,
    dusk: mix(base.dusk, 1, night),
    sky: {
      top: mixHex(base.sky.top, NIGHT.sky.top, night),
      horizon: mixHex(base.sky.horizon, NIGHT.sky.horizon, night),
    },
    haze: mix3(base.haze, NIGHT.haze, night),
    sun: dark(base.sun),
    above: dark(base.above),
    below: dark(base.below),
    night: Math.max(base.night, night),
  };
}

/** `#rrggbb` as 0–1. */
export function hexRgb(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16);
  return [(n >> 16) / 255, ((n >> 8) & 255) / 255, (n & 255) / 255];
}

function mixHex(a: string, b: string, t: number): string {
  const rgb = mix3(hexRgb(a), hexRgb(b), t);
  return `#${rgb
    .map((v) =>
      Math.round(v * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
