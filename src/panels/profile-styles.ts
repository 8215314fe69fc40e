import { css } from 'lit';

/** Rules of the long profile. */
export const profileStyles = css`
  :host { display: block; height: 100%; }
  section { height: 100%; display: flex; flex-direction: column; position: relative; }
  .hd { display: flex; align-items: center; gap: 8px; min-height: 40px; padding: 0 8px 0 12px; flex: none; }
  .hd h2 { font: 600 13px/20px var(--font); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; min-width: 60px; flex: 0 1 auto; }
  .hd small { font: var(--t-11); color: var(--text-3); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; min-width: 0; flex: 0 1 auto; }
  .chip { display: inline-flex; align-items: center; gap: 6px; min-height: 28px; padding: 0 10px; border-radius: 14px; background: var(--inset); font: 500 12px/16px var(--font); white-space: nowrap; }
  button.chip:hover { background: var(--hover); }
  .chip i { width: 18px; height: 0; border-top: 2px solid var(--layer-land); }
  .chip i.w { border-top: 2px dashed var(--text); }
  .chip i.o { border-top: 3px solid var(--bad); }
  .chip.none { color: var(--text-2); background: none; border: 1px dashed var(--line-2); }
  .room { flex: 1; min-height: 0; position: relative; }
  .room > svg { display: block; position: absolute; inset: 0; width: 100%; height: 100%; outline-offset: -3px; touch-action: pan-y; }
  .room text { font-family: var(--font); font-variant-numeric: tabular-nums; user-select: none; }
  .ax { fill: var(--text-3); font-size: 10.5px; font-weight: 500; }
  .id { fill: var(--text-2); font-size: 11px; font-weight: 500; }
  .id.bad { fill: var(--bad); font-weight: 600; }
  .halo { paint-order: stroke; stroke: var(--panel); stroke-width: 4px; fill: var(--text-2); font-size: 11px; font-weight: 600; }
  .halo.bad { fill: var(--bad); }
  .soil { fill: var(--layer-land); opacity: .13; }
  .ground { fill: none; stroke: var(--layer-land); stroke-width: 2; }
  .pipe { fill: var(--panel); stroke: var(--layer-drainage); stroke-width: 1.25; }
  .gate { stroke: var(--layer-drainage); stroke-width: 1.5; stroke-dasharray: 3 3; fill: none; }
  .shaft { fill: var(--panel); stroke: var(--text-3); stroke-width: 1; }
  .water { fill: var(--depth-4); }
  .water.over { fill: var(--bad); }
  .outside { fill: var(--depth-5); opacity: .75; }
  .hgl { fill: none; stroke: var(--text); stroke-width: 2; stroke-dasharray: 6 4; }
  .hgl.over { stroke: var(--bad); stroke-width: 3; stroke-dasharray: none; }
  .cursor { stroke: var(--live); stroke-width: 1.5; }
  .tip { position: absolute; top: 4px; pointer-events: none; background: var(--panel); border: 1px solid var(--line-2); border-radius: 8px; box-shadow: var(--shadow); padding: 6px 10px; display: grid; grid-template-columns: repeat(2, auto auto); gap: 0 8px; font: var(--t-12); z-index: 2; }
  .tip b { grid-column: 1 / -1; font-weight: 600; }
  .tip span { color: var(--text-3); font: var(--t-11); }
  .tip em { font-style: normal; font-weight: 500; text-align: right; white-space: nowrap; }
  .tip span:nth-child(4n) { padding-left: 10px; }
  .tip em.over { color: var(--bad); font-weight: 600; }
  .no { padding: 8px 16px; display: grid; gap: 4px; justify-items: start; align-content: center; height: 100%; }
  .no p { color: var(--text-2); }
  .no .btn { margin-top: 8px; }
  :host([narrow]) .hd { flex-wrap: wrap; padding: 0 0 4px; gap: 4px 8px; }
  :host([narrow]) .hd h2 { flex: 1 1 0; font-size: 15px; }
  :host([narrow]) .hd .sp, :host([narrow]) .hd > .i { display: none; }
  :host([narrow]) .hd small { flex: 1 1 100%; order: 5; }
  :host([narrow]) .chip.key { display: none; }
  :host([narrow]) section { background: none; border: 0; box-shadow: none; border-radius: 0; }
  @media (pointer: coarse) { button.chip { min-height: 44px; border-radius: 22px; } }
`;
