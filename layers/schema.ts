import type { Attribute, Bilingual } from './types.ts';

type Options = Omit<Attribute, 'key' | 'label' | 'type'>;

/** Shorthand for the attribute tables of the layers: `number('heightM', 'Chiều cao', 'Height', { unit: 'm' })`. */
const make =
  (type: Attribute['type']) =>
  (key: string, vi: string, en: string, options: Options = {}): Attribute => ({
    key,
    label: { vi, en },
    type,
    ...options,
  });

export const text = make('text');
export const number = make('number');
export const integer = make('integer');
export const flag = make('boolean');

/** An attribute that takes one of a few named values. */
export const classOf = (
  key: string,
  vi: string,
  en: string,
  classes: Readonly<Record<string, readonly [vi: string, en: string]>>,
  options: Options = {},
): Attribute => ({
  key,
  label: { vi, en },
  type: 'class',
  classes: Object.fromEntries(
    Object.entries(classes).map(([value, [viName, enName]]): [string, Bilingual] => [
      value,
      { vi: viName, en: enName },
    ]),
  ),
  ...options,
});
