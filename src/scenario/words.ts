import * as v from 'valibot';
import type { Bilingual } from '../../layers/types.ts';
import { type Gives, strict, word } from './check.ts';

/** `{ vi, en }`; one text, or one language of two, stands for both. */
export const bilingual = v.lazy((input): Gives<Bilingual> => {
  if (typeof input === 'string') {
    return v.pipe(
      word,
      v.transform((text): Bilingual => ({ vi: text, en: text })),
    ) as Gives<Bilingual>;
  }
  return v.pipe(
    strict({ vi: v.optional(word), en: v.optional(word) }),
    v.transform(({ vi, en }): Bilingual => ({ vi: vi ?? en ?? '', en: en ?? vi ?? '' })),
  ) as Gives<Bilingual>;
});
