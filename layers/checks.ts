import { formatNumber, formatSigned } from '../src/i18n/format.ts';
import type { Attribute, Bilingual, Finding, LayerSchema } from './types.ts';

/** The forms that data of a layer has, as far as checks need them; the City's own types fit them. */
export interface CheckedFeature {
  readonly id: string;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
  readonly properties: Readonly<Record<string, unknown>>;
}
export interface CheckedNode {
  readonly id: string;
  readonly kind: string;
  readonly at: Place | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}
export interface CheckedLink {
  readonly id: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly path: readonly Place[];
  readonly properties: Readonly<Record<string, unknown>>;
}
export type CheckedLayer =
  | { readonly kind: 'features'; readonly features: readonly CheckedFeature[] }
  | { readonly kind: 'network'; readonly nodes: readonly CheckedNode[]; readonly links: readonly CheckedLink[] };

export type Place = readonly [x: number, y: number];

export interface CheckContext {
  /** Ground level, m; NaN or undefined where unknown. */
  readonly groundM?: (x: number, y: number) => number | undefined;
}

/** A layer's third door: what is wrong with this data. */
export type Checks = (data: CheckedLayer, context?: CheckContext) => Finding[];

export function finding(
  severity: Finding['severity'],
  code: string,
  feature: string,
  vi: string,
  en: string,
  at?: Place,
  more?: Pick<Finding, 'item' | 'also' | 'expected' | 'mend'>,
): Finding {
  return { code, severity, feature, message: { vi, en }, ...(at && { at }), ...more };
}

/** A number as each language writes it. */
export const numberWords = (value: number, digits = 2): Bilingual => ({
  vi: formatNumber('vi', value, digits),
  en: formatNumber('en', value, digits),
});
export const signedWords = (value: number, digits = 2): Bilingual => ({
  vi: formatSigned('vi', value, digits),
  en: formatSigned('en', value, digits),
});

export const numberIn = (properties: Readonly<Record<string, unknown>>, key: string): number | undefined => {
  const value = properties[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

/** First position of any geometry: where to look. */
export function placeOf(geometry: CheckedFeature['geometry']): Place | undefined {
  let at: unknown = geometry.coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  return Array.isArray(at) && typeof at[0] === 'number' ? (at as unknown as Place) : undefined;
}

/** Whether a value is as the schema says: type, class, range. */
export function fitsAttribute(attribute: Attribute, value: unknown): boolean {
  switch (attribute.type) {
    case 'text':
      return typeof value === 'string' || typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'class':
      return typeof value === 'string' && attribute.classes !== undefined && Object.hasOwn(attribute.classes, value);
    default: {
      if (typeof value !== 'number' || !Number.isFinite(value)) return false;
      if (attribute.type === 'integer' && !Number.isInteger(value)) return false;
      const { range } = attribute;
      return range === undefined || (value >= range[0] && value <= range[1]);
    }
  }
}

/** What was expected of an attribute and what was found, for people. */
export function sayWrongValue(attribute: Attribute, value: unknown): { readonly vi: string; readonly en: string } {
  const shown = JSON.stringify(value)?.slice(0, 40) ?? String(value);
  const { vi, en } = expectedOf(attribute, value);
  return {
    vi: `"${attribute.key}": cần ${vi}, gặp ${shown}.`,
    en: `"${attribute.key}": expected ${en}, found ${shown}.`,
  };
}

function expectedOf({ type, range, unit, classes }: Attribute, value: unknown): { vi: string; en: string } {
  if (type === 'text') return { vi: 'văn bản', en: 'text' };
  if (type === 'boolean') return { vi: 'true hoặc false', en: 'true or false' };
  if (type === 'class') {
    const names = Object.keys(classes ?? {}).join(', ');
    return { vi: `một trong ${names}`, en: `one of ${names}` };
  }
  if (typeof value !== 'number' || !range) {
    return type === 'integer' ? { vi: 'số nguyên', en: 'a whole number' } : { vi: 'một số', en: 'a number' };
  }
  if (type === 'integer' && !Number.isInteger(value)) return { vi: 'số nguyên', en: 'a whole number' };
  const of = unit ? ` ${unit}` : '';
  return { vi: `từ ${range[0]} đến ${range[1]}${of}`, en: `${range[0]} to ${range[1]}${of}` };
}

interface Identified {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly at: Place | undefined;
}

/** Every layer's first questions: same id twice, required attributes missing, values out of type or range. */
export function checkAttributes(schema: LayerSchema, items: readonly Identified[]): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const item of items) {
    if (seen.has(item.id)) {
      findings.push(
        finding(
          'error',
          'duplicate-id',
          item.id,
          `Mã "${item.id}" bị trùng.`,
          `The id "${item.id}" is used twice.`,
          item.at,
        ),
      );
    }
    seen.add(item.id);
    for (const attribute of schema.attributes) {
      if (attribute.key === 'id') continue;
      const value = item.properties[attribute.key];
      if (value === undefined || value === null) {
        if (!attribute.required) continue;
        const { vi, en } = attribute.label;
        findings.push(
          finding(
            'error',
            'missing-attribute',
            item.id,
            `Thiếu "${attribute.key}" (${vi}).`,
            `"${attribute.key}" (${en}) is missing.`,
            item.at,
          ),
        );
        continue;
      }
      if (!fitsAttribute(attribute, value))
        findings.push({
          code: 'wrong-value',
          severity: 'warning',
          feature: item.id,
          message: sayWrongValue(attribute, value),
          ...(item.at && { at: item.at }),
        });
    }
  }
  return findings;
}

/** The checks that any feature layer has. */
export const featureChecks =
  (schema: LayerSchema, more?: (features: readonly CheckedFeature[], context: CheckContext) => Finding[]): Checks =>
  (data, context = {}) => {
    if (data.kind !== 'features') return [];
    const items = data.features.map(({ id, properties, geometry }) => ({ id, properties, at: placeOf(geometry) }));
    return [...checkAttributes(schema, items), ...(more?.(data.features, context) ?? [])];
  };
