import * as v from 'valibot';
import { InputError } from '../city/errors.ts';

/**
 * The small vocabulary that the scenario's schema is written in. Every check says what is wrong in both languages,
 * so that one schema gives type, validation and message.
 */
const BOTH = '\n';

/** A message in English and Vietnamese, as valibot carries it. */
export const say = (en: string, vi: string): string => `${en}${BOTH}${vi}`;

/** A schema that takes anything and gives `T`. */
export type Gives<T> = v.GenericSchema<unknown, T>;

export const finite = v.pipe(
  v.number(say('expected a number', 'cần một số')),
  v.finite(say('expected a finite number', 'cần một số hữu hạn')),
);
export const positive = v.pipe(finite, v.gtValue(0, say('expected a number above 0', 'cần một số lớn hơn 0')));
export const notNegative = v.pipe(finite, v.minValue(0, say('expected 0 or a number above it', 'cần số không âm')));
export const share = v.pipe(
  finite,
  v.minValue(0, say('expected a share from 0 to 1', 'cần tỷ lệ từ 0 đến 1')),
  v.maxValue(1, say('expected a share from 0 to 1', 'cần tỷ lệ từ 0 đến 1')),
);
export const flag = v.boolean(say('expected true or false', 'cần true hoặc false'));
export const word = v.pipe(
  v.string(say('expected a text', 'cần một chuỗi chữ')),
  v.minLength(1, say('expected a text that is not empty', 'chuỗi không được để trống')),
);

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  v.picklist(values, say(`expected ${values.join(', ')}`, `cần một trong: ${values.join(', ')}`));

export const list = <S extends v.GenericSchema>(item: S) => v.array(item, say('expected a list', 'cần một danh sách'));

/** An object whose unknown keys are errors that name the key and what may stand there. */
export function strict<E extends v.ObjectEntries>(entries: E) {
  const keys = Object.keys(entries).join(', ');
  return v.strictObject(entries, (issue) => {
    if (issue.expected === 'never') return say(`unknown key; expected ${keys}`, `khóa lạ; các khóa được phép: ${keys}`);
    if (issue.expected === 'Object') return say('expected an object', 'cần một đối tượng');
    return say('missing key', 'thiếu khóa');
  });
}

/** Strictly ascending seconds; at least one. */
export const times = v.pipe(
  list(finite),
  v.minLength(1, say('expected at least one time', 'cần ít nhất một mốc thời gian')),
  v.check(
    (values) => values.every((value, i) => i === 0 || value > values[i - 1]),
    say('expected times that ascend, each above the one before', 'các mốc thời gian phải tăng dần'),
  ),
);

/** Both lists of a series have the same length; said at the values. */
export const sameLength = <T extends Record<string, unknown>>(
  timesKey: keyof T & string,
  valuesKey: keyof T & string,
) =>
  v.rawCheck<T>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const found = (dataset.value[valuesKey] as readonly unknown[]).length;
    const wanted = (dataset.value[timesKey] as readonly unknown[]).length;
    if (found !== wanted) {
      addIssue({
        message: say(
          `expected as many values as ${timesKey} (${wanted}), found ${found}`,
          `cần số giá trị bằng ${timesKey} (${wanted}), có ${found}`,
        ),
        path: [
          { type: 'object', origin: 'value', input: dataset.value, key: valuesKey, value: dataset.value[valuesKey] },
        ],
      });
    }
  });

/** Exactly one of some keys is present. */
export const exactlyOne = <T extends Record<string, unknown>>(...keys: readonly (keyof T & string)[]) =>
  v.check<T, string>(
    (value) => keys.filter((key) => value[key] !== undefined).length === 1,
    say(`expected exactly one of ${keys.join(', ')}`, `cần đúng một trong các khóa: ${keys.join(', ')}`),
  );

/** What the schema makes of a value. @throws InputError with file, place, expected and found, in both languages. */
export function checked<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  file: string,
  kind: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  // A misspelt key is both unknown and missing; the unknown one tells the person more.
  const issue = result.issues.find(isUnknownKey) ?? result.issues[0];
  const place = placeOf(issue);
  const [en, vi] = textOf(issue);
  const where = place ? `${file}: ${place}` : file;
  const code = isUnknownKey(issue)
    ? 'unknown-key'
    : issue.message.startsWith('missing key')
      ? 'missing-key'
      : 'invalid';
  throw new InputError(`${kind}.${code}`, `${where}: ${en}.`, `${where}: ${vi}.`);
}

const isUnknownKey = (issue: v.BaseIssue<unknown>): boolean =>
  issue.type === 'strict_object' && issue.expected === 'never';

function placeOf(issue: v.BaseIssue<unknown>): string {
  let place = '';
  for (const step of issue.path ?? []) {
    const key = String(step.key);
    place += step.type === 'array' ? `[${key}]` : place === '' ? key : `.${key}`;
  }
  return place;
}

function textOf(issue: v.BaseIssue<unknown>): [en: string, vi: string] {
  const custom = issue.message.split(BOTH);
  const [en, vi] =
    custom.length === 2
      ? [custom[0], custom[1]]
      : issue.expected === 'Object'
        ? ['expected an object', 'cần một đối tượng']
        : issue.type === 'variant'
          ? [`expected one of ${plain(issue.expected)}`, `cần một trong: ${plain(issue.expected)}`]
          : [`expected ${issue.expected ?? 'something else'}`, `cần ${issue.expected ?? 'giá trị khác'}`];
  if (
    isUnknownKey(issue) ||
    en.includes('found') ||
    en === 'missing key' ||
    en.startsWith('expected exactly one') ||
    en.includes('differ')
  )
    return [en, vi];
  return [`${en}, found ${shown(issue.input)}`, `${vi}, có ${shown(issue.input)}`];
}

/** valibot writes `("a" | "b")`; people read `a, b`. */
const plain = (expected: string | null): string => (expected ?? '').replace(/[()"]/g, '').replaceAll(' | ', ', ');

function shown(input: unknown): string {
  if (input === undefined) return 'nothing';
  if (typeof input === 'string') return `"${input.length > 40 ? `${input.slice(0, 40)}…` : input}"`;
  if (Array.isArray(input)) return input.length > 6 ? `a list of ${input.length}` : `[${input.map(shown).join(', ')}]`;
  if (input !== null && typeof input === 'object') return 'an object';
  return String(input);
}
