/** Languages of the product. Vietnamese is the first. */
export type Lang = 'vi' | 'en';

const TAG: Readonly<Record<Lang, string>> = { vi: 'vi-VN', en: 'en-GB' };
const formatters = new Map<string, Intl.NumberFormat>();

function formatter(lang: Lang, digits: number): Intl.NumberFormat {
  const key = `${lang}${digits}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.NumberFormat(TAG[lang], { minimumFractionDigits: digits, maximumFractionDigits: digits });
    formatters.set(key, found);
  }
  return found;
}

/** What stands where a number is not known: never zero. */
export const UNKNOWN = '–';

/**
 * A number as the language writes it: decimal comma and dot groups in vi, the reverse in en; − is U+2212.
 * @param digits decimals, always shown
 */
export function formatNumber(lang: Lang, value: number | undefined, digits = 0): string {
  if (value === undefined || !Number.isFinite(value)) return UNKNOWN;
  const text = formatter(lang, digits).format(value);
  // Negative zero after rounding is zero.
  return /^[-−]0([.,]0+)?$/.test(text) ? text.slice(1) : text.replace('-', '−');
}

/** As `formatNumber`, with + before positive values: `+0,8`. */
export function formatSigned(lang: Lang, value: number | undefined, digits = 0): string {
  const text = formatNumber(lang, value, digits);
  return value !== undefined && Number.isFinite(value) && !text.startsWith('−') ? `+${text}` : text;
}

/**
 * A number as a person types it in the language: groups may be left out, and a mark that cannot part groups (not three
 * digits behind it) is the decimal mark whichever it is. NaN where it is none.
 */
export function parseNumber(lang: Lang, text: string): number {
  const [group, point] = lang === 'vi' ? ['.', ','] : [',', '.'];
  const plain = text
    .trim()
    .replace('−', '-')
    .replaceAll(/[\s\u00a0]/g, '');
  const grouped = plain
    .split(group)
    .slice(1)
    .every((part, i, all) => (i < all.length - 1 ? /^\d{3}$/ : /^\d{3}(\D|$)/).test(part));
  const bare = grouped ? plain.replaceAll(group, '') : plain.replace(group, point);
  return bare === '' ? Number.NaN : Number(bare.replace(point, '.'));
}

/** Decimals that suit a magnitude, for values whose scale is not known beforehand: three significant figures. */
export function formatAuto(lang: Lang, value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return UNKNOWN;
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 100) return formatNumber(lang, value, 0);
  if (size >= 10) return formatNumber(lang, value, 1);
  return formatNumber(lang, value, size >= 0.1 || size === 0 ? 2 : 3);
}

/** An amount of money: `12,4 tỉ đ`, `VND 12.4 bn`. */
export function formatVnd(lang: Lang, vnd: number | undefined): string {
  if (vnd === undefined || !Number.isFinite(vnd)) return UNKNOWN;
  const size = Math.abs(vnd);
  if (size < 500) return lang === 'vi' ? '0 đ' : 'VND 0';
  const [by, vi, en] = size >= 1e9 ? [1e9, 'tỉ', 'bn'] : size >= 1e6 ? [1e6, 'triệu', 'M'] : [1e3, 'nghìn', 'k'];
  const amount = formatNumber(lang, vnd / by, size / by < 100 && size > 0 ? 1 : 0);
  return lang === 'vi' ? `${amount} ${vi} đ` : `VND ${amount} ${en}`;
}

/** Seconds from the start of the scenario as hours and minutes: `02:10`. */
export function formatClock(timeS: number): string {
  const minutes = Math.max(0, Math.floor(timeS / 60 + 1e-6));
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Area in hectares from square metres: one decimal below 10 ha. */
export function formatHectares(lang: Lang, areaM2: number | undefined): string {
  if (areaM2 === undefined) return UNKNOWN;
  const ha = areaM2 / 1e4;
  return formatNumber(lang, ha, ha < 9.95 ? 1 : 0);
}

/** A relative error as per cent with two significant figures: `0,00002 %`; below 1e-12 it is called zero. */
export function formatErrorPercent(lang: Lang, relative: number): string {
  if (!Number.isFinite(relative)) return UNKNOWN;
  const percent = Math.abs(relative) * 100;
  if (percent < 1e-10) return `${formatNumber(lang, 0)} %`;
  const digits = Math.min(12, Math.max(0, -Math.floor(Math.log10(percent))));
  return `${formatNumber(lang, percent, digits)} %`;
}

/** Bytes for people: kB, MB, GB. */
export function formatBytes(lang: Lang, bytes: number): string {
  if (bytes >= 1e9) return `${formatNumber(lang, bytes / 1e9, 1)} GB`;
  if (bytes >= 1e6) return `${formatNumber(lang, bytes / 1e6, bytes < 1e7 ? 1 : 0)} MB`;
  return `${formatNumber(lang, Math.max(1, bytes / 1e3), 0)} kB`;
}

/** How deep water is on a standing adult, for visitors: lower bounds in metres. */
export const BODY_DEPTHS = [
  { fromM: 0.05, key: 'body.ankle' },
  { fromM: 0.2, key: 'body.calf' },
  { fromM: 0.4, key: 'body.knee' },
  { fromM: 0.55, key: 'body.thigh' },
  { fromM: 0.85, key: 'body.waist' },
  { fromM: 1.15, key: 'body.chest' },
  { fromM: 1.6, key: 'body.over' },
] as const;

/** Key of the body's word for a depth; undefined where it is dry. */
export function bodyKey(depthM: number): (typeof BODY_DEPTHS)[number]['key'] | undefined {
  let key: (typeof BODY_DEPTHS)[number]['key'] | undefined;
  for (const step of BODY_DEPTHS) if (depthM >= step.fromM) key = step.key;
  return key;
}
