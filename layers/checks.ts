import type { Attribute, Finding, LayerSchema } from './types.ts';

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
): Finding {
  return { code, severity, feature, message: { vi, en }, ...(at && { at }) };
}

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

/** What one attribute's value is not; undefined where it is as the schema says. Absent values are judged elsewhere. */
export function wrongValue(
  attribute: Attribute,
  value: unknown,
): { readonly vi: string; readonly en: string } | undefined {
  const shown = JSON.stringify(value)?.slice(0, 40) ?? String(value);
  const say = (vi: string, en: string) => ({
    vi: `"${attribute.key}": cần ${vi}, gặp ${shown}.`,
    en: `"${attribute.key}": expected ${en}, found ${shown}.`,
  });
  switch (attribute.type) {
    case 'text':
      return typeof value === 'string' || typeof value === 'number' ? undefined : say('văn bản', 'text');
    case 'boolean':
      return typeof value === 'boolean' ? undefined : say('true hoặc false', 'true or false');
    case 'class':
      if (typeof value === 'string' && attribute.classes && value in attribute.classes) return undefined;
      return say(
        `một trong ${Object.keys(attribute.classes ?? {}).join(', ')}`,
        `one of ${Object.keys(attribute.classes ?? {}).join(', ')}`,
      );
    default: {
      if (typeof value !== 'number' || !Number.isFinite(value)) return say('một số', 'a number');
      if (attribute.type === 'integer' && !Number.isInteger(value)) return say('số nguyên', 'a whole number');
      const [low, high] = attribute.range ?? [-Infinity, Infinity];
      const unit = attribute.unit ? ` ${attribute.unit}` : '';
      if (value >= low && value <= high) return undefined;
      return say(`từ ${low} đến ${high}${unit}`, `${low} to ${high}${unit}`);
    }
  }
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
      const wrong = wrongValue(attribute, value);
      if (wrong)
        findings.push({
          code: 'wrong-value',
          severity: 'warning',
          feature: item.id,
          message: wrong,
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
