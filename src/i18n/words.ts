import {
  bodyKey,
  formatAuto,
  formatBytes,
  formatClock,
  formatErrorPercent,
  formatHectares,
  formatNumber,
  formatSigned,
  formatVnd,
  type Lang,
  parseNumber,
} from './format.ts';
import { MESSAGES, type MessageKey } from './messages/index.ts';

export type { Lang } from './format.ts';
export type { MessageKey } from './messages/index.ts';

/** Values put into `{name}` places of a message; numbers are put as they are, so format them first. */
export type Params = Readonly<Record<string, string | number>>;

/** The product's words and formats in one language. */
export class Words {
  constructor(readonly lang: Lang) {}

  /** The message of a key with its places filled. */
  t = (key: MessageKey, params?: Params): string => {
    const text = MESSAGES[key][this.lang === 'vi' ? 0 : 1];
    return params ? text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '')) : text;
  };

  /** A text of the data that has both languages; the other one where this one is empty. */
  pick = (text: { readonly vi?: string; readonly en?: string } | undefined): string =>
    (this.lang === 'vi' ? (text?.vi ?? text?.en) : (text?.en ?? text?.vi)) ?? '';

  number = (value: number | undefined, digits = 0): string => formatNumber(this.lang, value, digits);
  signed = (value: number | undefined, digits = 0): string => formatSigned(this.lang, value, digits);
  /** A number as it was typed; NaN where it is none. */
  parse = (text: string): number => parseNumber(this.lang, text);
  auto = (value: number | undefined): string => formatAuto(this.lang, value);
  vnd = (vnd: number | undefined): string => formatVnd(this.lang, vnd);
  hectares = (areaM2: number | undefined): string => formatHectares(this.lang, areaM2);
  errorPercent = (relative: number): string => formatErrorPercent(this.lang, relative);
  bytes = (bytes: number): string => formatBytes(this.lang, bytes);
  clock = formatClock;

  /** "ngang đầu gối" for 0.45 m; undefined where it is dry. */
  body = (depthM: number): string | undefined => {
    const key = bodyKey(depthM);
    return key && this.t(key);
  };

  /** A duration in seconds as people say it: `45 giây`, `3 phút`, `2,5 giờ`. */
  duration = (seconds: number): string => {
    if (!Number.isFinite(seconds)) return formatNumber(this.lang, undefined);
    if (seconds < 90) return `${this.number(Math.max(1, Math.round(seconds)))} ${this.t('unit.second')}`;
    if (seconds < 3570) return `${this.number(Math.round(seconds / 60))} ${this.t('unit.minute')}`;
    const hours = seconds / 3600;
    return `${this.number(hours, Math.abs(hours - Math.round(hours)) < 0.05 ? 0 : 1)} ${this.t('unit.hour')}`;
  };
}

const byLang: Partial<Record<Lang, Words>> = {};

/** The words of a language; the same object each time. */
export function wordsOf(lang: Lang): Words {
  byLang[lang] ??= new Words(lang);
  return byLang[lang];
}
