import { ASSUME } from './assume.ts';
import { COMPARE } from './compare.ts';
import { DRAINS } from './drains.ts';
import { EVIDENCE } from './evidence.ts';
import { EXPORTS } from './exports.ts';
import { IMPACT } from './impact.ts';
import { MAP } from './map.ts';
import { MEASURES } from './measures.ts';
import { PLAN } from './plan.ts';
import { RESPOND } from './respond.ts';
import { SHELL } from './shell.ts';

/** Every message: key → [vi, en]. */
export const MESSAGES = {
  ...SHELL,
  ...PLAN,
  ...MAP,
  ...COMPARE,
  ...DRAINS,
  ...EVIDENCE,
  ...MEASURES,
  ...IMPACT,
  ...ASSUME,
  ...EXPORTS,
  ...RESPOND,
} as const satisfies Record<string, readonly [string, string]>;
export type MessageKey = keyof typeof MESSAGES;
