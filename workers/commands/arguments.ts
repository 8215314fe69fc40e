import { resolve } from 'node:path';
import { InputError } from '../../src/city/errors.ts';

/** Folder that relative paths are meant from: where npm or the wrapper was called, else where we are. */
export function calledFrom(): string {
  return process.env.TWIN_CWD ?? process.env.INIT_CWD ?? process.cwd();
}

export const fromCaller = (path: string): string => resolve(calledFrom(), path);

/** A number above 0 from the command line. @throws InputError naming the option */
export function positive(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InputError('cli.argument', `--${option}: expected a number above 0, found "${text}".`);
}

/** @throws InputError naming the option that is missing */
export function required(option: string, text: string | undefined, command: string): string {
  if (text !== undefined && text !== '') return text;
  throw new InputError('cli.argument', `twin ${command}: expected --${option}, found none.`);
}
