import { css } from 'lit';

/** Rules of the score and of the storm's controls in its head. */
export const scoreStyles = css`
  :host { display: block; height: 100%; }
  section { height: 100%; }
  /* The IDF card stands above the score. */
  section.p { overflow: visible; }
  .hd { display: flex; align-items: center; gap: 8px; height: 40px; padding: 0 12px 0 8px; }
  .play { width: 36px; height: 36px; border-radius: 18px; background: var(--act); color: var(--act-on); display: grid; place-items: center; flex: none; }
  .clock { font-size: 15px; min-width: 48px; }
  .since { font: var(--t-11); color: var(--text-3); white-space: nowrap; }
  twin-storm { flex: 1; min-width: 0; }
  svg { display: block; touch-action: none; cursor: pointer; overflow: visible; }
  svg text { font-family: var(--font); font-variant-numeric: tabular-nums; user-select: none; }
  .ax { fill: var(--text-3); font-size: 10.5px; font-weight: 500; }
  .axl { fill: var(--text-2); font-size: 11px; font-weight: 500; }
  .tip { fill: var(--text); font-size: 12px; font-weight: 600; paint-order: stroke; stroke: var(--panel); stroke-width: 4px; }
  .todo { fill: var(--hover); opacity: .55; }
  .grip { cursor: ew-resize; outline-offset: -4px; }
  .editing .handle { cursor: ns-resize; }
  .handle:hover { fill: var(--live-dim); }
  .handle:focus-visible { outline-offset: -1px; }
  .wait { padding: 18px 16px; display: grid; gap: 14px; }
  .wait i { height: 10px; border-radius: 5px; background: var(--hover); width: 60%; }
  .wait i:nth-child(2) { width: 86%; } .wait i:nth-child(3) { width: 40%; }
  @media (max-width: 1340px) { .since { display: none; } }
`;
