import { GRAVITY } from './constants.ts';

/** Kinematic viscosity of water at 20 °C, m²/s. */
const VISCOSITY = 1.1e-6;

/**
 * g · friction slope / speed of a full pipe, 1/s, by Hazen and Williams (law 1, value C) or Darcy and Weisbach with
 * Swamee and Jain's factor (law 2, value roughness in m). `radius43` is R^(4/3).
 */
export function fullPipeFriction(law: number, value: number, speedMS: number, radius43: number): number {
  const radius = radius43 ** 0.75;
  const speed = Math.max(speedMS, 1e-4);
  if (law === 1) return (GRAVITY * (speed / (0.849 * value * radius ** 0.63)) ** (1 / 0.54)) / speed;
  const reynolds = (4 * radius * speed) / VISCOSITY;
  const factor =
    reynolds < 2000
      ? 64 / Math.max(reynolds, 10)
      : 0.25 / Math.log10(value / (14.8 * radius) + 5.74 / Math.max(reynolds, 4000) ** 0.9) ** 2;
  return (factor * speed) / (8 * radius);
}
