import type { GrateType, Inlet } from '../../../src/city/inp/swmm/index.ts';
import type { GrateKind, InletDesign, InletUse } from '../../drainage/index.ts';
import type { Turning } from './context.ts';
import { streetOf } from './sections.ts';

const GRATES: Readonly<Record<GrateType, GrateKind>> = {
  'P_BAR-50': 'pBar50',
  'P_BAR-50X100': 'pBar50x100',
  'P_BAR-30': 'pBar30',
  CURVED_VANE: 'curvedVane',
  'TILT_BAR-45': 'tiltBar45',
  'TILT_BAR-30': 'tiltBar30',
  RETICULINE: 'reticuline',
  GENERIC: 'generic',
};
const THROATS = { HORIZONTAL: 'horizontal', INCLINED: 'inclined', VERTICAL: 'vertical' } as const;
const PLACINGS = { AUTOMATIC: 'automatic', ON_GRADE: 'onGrade', ON_SAG: 'inSag' } as const;

/** Street inlets; those whose design or conduit is not there are left out with a sentence. */
export function inletsOf(turning: Turning): InletUse[] {
  const { model, warnings } = turning;
  return model.inletUses.flatMap((use): InletUse[] => {
    const inlet = model.inlets.find(({ id }) => id === use.inlet);
    const conduit = model.links.find(({ id }) => id === use.conduit);
    if (!inlet || conduit?.kind !== 'conduit') {
      warnings.push(`Inlet ${use.inlet} of conduit ${use.conduit}: not found, so nothing is captured there.`);
      return [];
    }
    const street = conduit.section.shape === 'STREET' ? streetOf(model.streets, conduit.section.street) : undefined;
    return [
      {
        conduit: use.conduit,
        node: use.node,
        design: designOf(turning, inlet),
        count: use.count,
        cloggedShare: use.cloggedShare,
        mostFlowM3s: use.maxFlowM3s,
        depressionM: use.depressionM,
        depressionWidthM: use.depressionWidthM,
        placing: PLACINGS[use.placement],
        ...(street && { street }),
      },
    ];
  });
}

function designOf({ curve }: Turning, { grate, curb, slotted, customCurve }: Inlet): InletDesign {
  const custom = customCurve === undefined ? undefined : curve(customCurve);
  return {
    ...(grate && {
      grate: {
        kind: GRATES[grate.type],
        lengthM: grate.lengthM,
        widthM: grate.widthM,
        ...(grate.openShare !== undefined && { openShare: grate.openShare }),
        ...(grate.splashMs !== undefined && { splashMS: grate.splashMs }),
      },
    }),
    ...(curb && { curb: { lengthM: curb.lengthM, heightM: curb.heightM, throat: THROATS[curb.throat] } }),
    ...(slotted && { slotted }),
    ...(custom && (custom.type === 'RATING' ? { byDepth: custom } : { byFlow: custom })),
    inChannel: grate?.drop === true || curb?.drop === true,
  };
}
