import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import ambulance from 'lucide-static/icons/ambulance.svg?raw';
import arrowDownUp from 'lucide-static/icons/arrow-down-up.svg?raw';
import bike from 'lucide-static/icons/bike.svg?raw';
import building2 from 'lucide-static/icons/building-2.svg?raw';
import car from 'lucide-static/icons/car.svg?raw';
import chartSpline from 'lucide-static/icons/chart-spline.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import chevronsLeftRight from 'lucide-static/icons/chevrons-left-right.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleMinus from 'lucide-static/icons/circle-minus.svg?raw';
import circleStop from 'lucide-static/icons/circle-stop.svg?raw';
import cloudRain from 'lucide-static/icons/cloud-rain.svg?raw';
import compass from 'lucide-static/icons/compass.svg?raw';
import copy from 'lucide-static/icons/copy.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import droplets from 'lucide-static/icons/droplets.svg?raw';
import ellipsis from 'lucide-static/icons/ellipsis.svg?raw';
import eye from 'lucide-static/icons/eye.svg?raw';
import eyeOff from 'lucide-static/icons/eye-off.svg?raw';
import fileText from 'lucide-static/icons/file-text.svg?raw';
import fileUp from 'lucide-static/icons/file-up.svg?raw';
import folderOpen from 'lucide-static/icons/folder-open.svg?raw';
import footprints from 'lucide-static/icons/footprints.svg?raw';
import gitBranch from 'lucide-static/icons/git-branch.svg?raw';
import gitCompare from 'lucide-static/icons/git-compare.svg?raw';
import hand from 'lucide-static/icons/hand.svg?raw';
import history from 'lucide-static/icons/history.svg?raw';
import house from 'lucide-static/icons/house.svg?raw';
import info from 'lucide-static/icons/info.svg?raw';
import languages from 'lucide-static/icons/languages.svg?raw';
import layers from 'lucide-static/icons/layers.svg?raw';
import lightbulb from 'lucide-static/icons/lightbulb.svg?raw';
import link from 'lucide-static/icons/link.svg?raw';
import listVideo from 'lucide-static/icons/list-video.svg?raw';
import locateFixed from 'lucide-static/icons/locate-fixed.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import mapPin from 'lucide-static/icons/map-pin.svg?raw';
import minus from 'lucide-static/icons/minus.svg?raw';
import moon from 'lucide-static/icons/moon.svg?raw';
import navigation from 'lucide-static/icons/navigation.svg?raw';
import pause from 'lucide-static/icons/pause.svg?raw';
import pencil from 'lucide-static/icons/pencil.svg?raw';
import play from 'lucide-static/icons/play.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import redo2 from 'lucide-static/icons/redo-2.svg?raw';
import rotateCcw from 'lucide-static/icons/rotate-ccw.svg?raw';
import route from 'lucide-static/icons/route.svg?raw';
import scanEye from 'lucide-static/icons/scan-eye.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import shield from 'lucide-static/icons/shield.svg?raw';
import shieldCheck from 'lucide-static/icons/shield-check.svg?raw';
import slidersHorizontal from 'lucide-static/icons/sliders-horizontal.svg?raw';
import sun from 'lucide-static/icons/sun.svg?raw';
import trash2 from 'lucide-static/icons/trash-2.svg?raw';
import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import truck from 'lucide-static/icons/truck.svg?raw';
import undo2 from 'lucide-static/icons/undo-2.svg?raw';
import waves from 'lucide-static/icons/waves.svg?raw';
import wifiOff from 'lucide-static/icons/wifi-off.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';

/** Lucide (ISC), bundled as text; the mark-up is the package's own, never data. */
const ICONS = {
  ambulance,
  car,
  'circle-minus': circleMinus,
  shield,
  'sliders-horizontal': slidersHorizontal,
  copy,
  ellipsis,
  link,
  'arrow-down-up': arrowDownUp,
  'git-compare': gitCompare,
  'list-video': listVideo,
  bike,
  'building-2': building2,
  check,
  'chevron-down': chevronDown,
  'chevron-right': chevronRight,
  'chevrons-left-right': chevronsLeftRight,
  'chart-spline': chartSpline,
  'circle-alert': circleAlert,
  'circle-stop': circleStop,
  'cloud-rain': cloudRain,
  compass,
  download,
  droplets,
  eye,
  'eye-off': eyeOff,
  'file-text': fileText,
  'file-up': fileUp,
  'folder-open': folderOpen,
  footprints,
  'git-branch': gitBranch,
  hand,
  history,
  house,
  info,
  languages,
  layers,
  lightbulb,
  'scan-eye': scanEye,
  'locate-fixed': locateFixed,
  lock,
  'map-pin': mapPin,
  minus,
  moon,
  navigation,
  pause,
  pencil,
  play,
  plus,
  'redo-2': redo2,
  'rotate-ccw': rotateCcw,
  route,
  search,
  'shield-check': shieldCheck,
  sun,
  'trash-2': trash2,
  'triangle-alert': triangleAlert,
  truck,
  'undo-2': undo2,
  waves,
  'wifi-off': wifiOff,
  x,
} as const;
export type IconName = keyof typeof ICONS;

/** An icon beside a word, or in a button that has a label of its own: hidden from screen readers. */
export const icon = (name: IconName, sizePx = 16): TemplateResult => picture(ICONS[name], sizePx);

/** Mark-up of an icon of the package as an icon. */
export const picture = (svg: string, sizePx: number): TemplateResult =>
  html`<span class="i" aria-hidden="true" style="width:${sizePx}px;height:${sizePx}px">${unsafeHTML(svg)}</span>`;

/** The product's mark: a wave over two levels. */
export function mark(sizePx = 26): TemplateResult {
  return html`<svg width=${sizePx} height=${sizePx} viewBox="0 0 26 26" fill="none" aria-hidden="true">
    <rect x=".75" y=".75" width="24.5" height="24.5" rx="6.5" stroke="currentColor" stroke-opacity=".35" stroke-width="1.5" />
    <path d="M5 10.2c2.6-3.8 5.2-3.8 7.8-.6s5.4 2.9 8.2-.9" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
    <path d="M5 15h16M5 19h10.5" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-opacity=".55" />
  </svg>`;
}
