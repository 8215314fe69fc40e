import { expect } from 'vitest';
import { InputError } from '../../src/city/errors.ts';
import { readModel, type SwmmModel } from '../../src/city/inp/swmm/index.ts';
import { parseInp } from '../../src/city/inp/tokens.ts';

export const read = (text: string): SwmmModel => readModel(parseInp(text, 'town.inp'));

/** What is said to a person whose file is refused. */
export function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error('it was accepted');
}

export function byId<T extends { readonly id: string }>(things: readonly T[], id: string): T {
  const thing = things.find((each) => each.id === id);
  if (!thing) throw new Error(`no ${id}`);
  return thing;
}

/** SI values of American units. */
export const FT = 0.3048;
export const CFS = FT ** 3;
export const IN = 25.4;
