import type { Checks } from './checks.ts';
import { checks as constructionChecks } from './construction/checks.ts';
import { hydraulics as constructionHydraulics } from './construction/hydraulics.ts';
import { schema as constructionSchema } from './construction/schema.ts';
import { symbology as constructionSymbology } from './construction/symbology.ts';
import { checks as drainageChecks } from './drainage/checks.ts';
import { hydraulics as drainageHydraulics } from './drainage/hydraulics.ts';
import { schema as drainageSchema } from './drainage/schema.ts';
import { symbology as drainageSymbology } from './drainage/symbology.ts';
import { checks as facilitiesChecks } from './facilities/checks.ts';
import { hydraulics as facilitiesHydraulics } from './facilities/hydraulics.ts';
import { schema as facilitiesSchema } from './facilities/schema.ts';
import { symbology as facilitiesSymbology } from './facilities/symbology.ts';
import type { Hydraulics } from './hydraulics.ts';
import { checks as landChecks } from './land/checks.ts';
import { hydraulics as landHydraulics } from './land/hydraulics.ts';
import { schema as landSchema } from './land/schema.ts';
import { symbology as landSymbology } from './land/symbology.ts';
import { checks as lightingChecks } from './lighting/checks.ts';
import { hydraulics as lightingHydraulics } from './lighting/hydraulics.ts';
import { schema as lightingSchema } from './lighting/schema.ts';
import { symbology as lightingSymbology } from './lighting/symbology.ts';
import { checks as stationsChecks } from './stations/checks.ts';
import { hydraulics as stationsHydraulics } from './stations/hydraulics.ts';
import { schema as stationsSchema } from './stations/schema.ts';
import { symbology as stationsSymbology } from './stations/symbology.ts';
import { checks as transportChecks } from './transport/checks.ts';
import { hydraulics as transportHydraulics } from './transport/hydraulics.ts';
import { schema as transportSchema } from './transport/schema.ts';
import { symbology as transportSymbology } from './transport/symbology.ts';
import { checks as treesChecks } from './trees/checks.ts';
import { hydraulics as treesHydraulics } from './trees/hydraulics.ts';
import { schema as treesSchema } from './trees/schema.ts';
import { symbology as treesSymbology } from './trees/symbology.ts';
import { LAYER_IDS, type LayerId, type LayerSchema, type Symbology } from './types.ts';
import { checks as wardsChecks } from './wards/checks.ts';
import { hydraulics as wardsHydraulics } from './wards/hydraulics.ts';
import { schema as wardsSchema } from './wards/schema.ts';
import { symbology as wardsSymbology } from './wards/symbology.ts';
import { checks as waterSupplyChecks } from './water-supply/checks.ts';
import { hydraulics as waterSupplyHydraulics } from './water-supply/hydraulics.ts';
import { schema as waterSupplySchema } from './water-supply/schema.ts';
import { symbology as waterSupplySymbology } from './water-supply/symbology.ts';

export * from './types.ts';

/** One theme of the City behind its doors. */
export interface Layer {
  readonly schema: LayerSchema;
  readonly symbology: Symbology;
  readonly checks: Checks;
  readonly hydraulics: Hydraulics;
}
/** Every layer that a City may have. A new layer is a new folder, its id in `types.ts` and one line here. */
export const LAYERS: Readonly<Record<LayerId, Layer>> = {
  land: { schema: landSchema, symbology: landSymbology, checks: landChecks, hydraulics: landHydraulics },
  construction: {
    schema: constructionSchema,
    symbology: constructionSymbology,
    checks: constructionChecks,
    hydraulics: constructionHydraulics,
  },
  transport: {
    schema: transportSchema,
    symbology: transportSymbology,
    checks: transportChecks,
    hydraulics: transportHydraulics,
  },
  'water-supply': {
    schema: waterSupplySchema,
    symbology: waterSupplySymbology,
    checks: waterSupplyChecks,
    hydraulics: waterSupplyHydraulics,
  },
  drainage: {
    schema: drainageSchema,
    symbology: drainageSymbology,
    checks: drainageChecks,
    hydraulics: drainageHydraulics,
  },
  lighting: {
    schema: lightingSchema,
    symbology: lightingSymbology,
    checks: lightingChecks,
    hydraulics: lightingHydraulics,
  },
  trees: { schema: treesSchema, symbology: treesSymbology, checks: treesChecks, hydraulics: treesHydraulics },
  wards: { schema: wardsSchema, symbology: wardsSymbology, checks: wardsChecks, hydraulics: wardsHydraulics },
  stations: {
    schema: stationsSchema,
    symbology: stationsSymbology,
    checks: stationsChecks,
    hydraulics: stationsHydraulics,
  },
  facilities: {
    schema: facilitiesSchema,
    symbology: facilitiesSymbology,
    checks: facilitiesChecks,
    hydraulics: facilitiesHydraulics,
  },
};

/** The layers in the order in which lists show them. */
export const layerList: readonly (Layer & { readonly id: LayerId })[] = LAYER_IDS.map((id) => ({ id, ...LAYERS[id] }));
