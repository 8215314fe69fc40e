import type { TemplateResult } from 'lit';
import arrowDownToLine from 'lucide-static/icons/arrow-down-to-line.svg?raw';
import brickWall from 'lucide-static/icons/brick-wall.svg?raw';
import brushCleaning from 'lucide-static/icons/brush-cleaning.svg?raw';
import circleFadingArrowUp from 'lucide-static/icons/circle-fading-arrow-up.svg?raw';
import container from 'lucide-static/icons/container.svg?raw';
import cylinder from 'lucide-static/icons/cylinder.svg?raw';
import fan from 'lucide-static/icons/fan.svg?raw';
import fence from 'lucide-static/icons/fence.svg?raw';
import flower2 from 'lucide-static/icons/flower-2.svg?raw';
import grid3x3 from 'lucide-static/icons/grid-3x3.svg?raw';
import hammer from 'lucide-static/icons/hammer.svg?raw';
import house from 'lucide-static/icons/house.svg?raw';
import layers2 from 'lucide-static/icons/layers-2.svg?raw';
import mountain from 'lucide-static/icons/mountain.svg?raw';
import route from 'lucide-static/icons/route.svg?raw';
import shieldCheck from 'lucide-static/icons/shield-check.svg?raw';
import spline from 'lucide-static/icons/spline.svg?raw';
import sprout from 'lucide-static/icons/sprout.svg?raw';
import trees from 'lucide-static/icons/trees.svg?raw';
import waves from 'lucide-static/icons/waves.svg?raw';
import type { ToolId } from '../scenario/making/index.ts';
import { picture } from './icons.ts';

/** Icons of measures, apart from the page's own: they come with the panel that shows them. */
const TOOL_ICONS: Readonly<Record<ToolId, string>> = {
  basin: waves,
  wall: brickWall,
  raisedRoad: route,
  barrier: fence,
  channel: spline,
  lower: mountain,
  demolish: hammer,
  floors: layers2,
  swale: sprout,
  rainGarden: flower2,
  greenRoof: house,
  permeable: grid3x3,
  trees: trees,
  pipe: cylinder,
  pump: fan,
  tank: container,
  drawdown: arrowDownToLine,
  upsize: circleFadingArrowUp,
  flap: shieldCheck,
  inlets: brushCleaning,
};

export const toolIcon = (tool: ToolId, sizePx = 16): TemplateResult => picture(TOOL_ICONS[tool], sizePx);
