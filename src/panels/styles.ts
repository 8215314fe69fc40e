import { css } from 'lit';

/** Rules that every element shares. Colours, type and space are tokens; values follow the visual target. */
export const base = css`
  :host { font: var(--t-13); color: var(--text); font-variant-numeric: tabular-nums; }
  :host([hidden]) { display: none; }
  * { box-sizing: border-box; margin: 0; }
  button, select, input { font: inherit; color: inherit; }
  button { background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit; }
  button:disabled { cursor: default; opacity: .4; }
  :focus-visible { outline: 2px solid var(--live); outline-offset: 2px; }
  .i { width: 16px; height: 16px; flex: none; display: inline-block; vertical-align: -3px; }
  .i svg { width: 100%; height: 100%; display: block; stroke-width: 1.75; }
  .sp { flex: 1; }
  .mu { color: var(--text-3); }
  .dn { color: var(--good); }
  .up { color: var(--bad); }
  .vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .p { background: var(--panel-a); border-radius: var(--r-2); box-shadow: var(--shadow); border: 1px solid var(--line); overflow: hidden; }
  .ph { display: flex; align-items: center; min-height: 32px; padding: 0 8px 0 12px; gap: 8px; font: 600 12px/16px var(--font); width: 100%; }
  .ph h2 { font: inherit; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
  .ph small { font: var(--t-11); color: var(--text-3); white-space: nowrap; }
  .ib { width: 28px; height: 28px; border-radius: 6px; display: inline-grid; place-items: center; color: var(--text-2); flex: none; }
  .ib:hover:not(:disabled) { background: var(--hover); }
  .btn { min-height: 32px; padding: 0 12px; border-radius: 8px; display: inline-flex; align-items: center; justify-content: center; gap: 8px; font-weight: 600; background: var(--inset); white-space: nowrap; }
  .btn:hover:not(:disabled) { background: var(--hover); }
  .btn.pri { background: var(--act); color: var(--act-on); }
  .btn.pri:hover:not(:disabled) { background: var(--act); opacity: .9; }
  .sel { display: inline-flex; gap: 6px; align-items: center; min-height: 28px; padding: 0 8px; border-radius: 6px; background: var(--inset); font: 500 12px/16px var(--font); white-space: nowrap; position: relative; }
  .sel:hover { background: var(--hover); }
  .sel em { font-style: normal; color: var(--text-3); }
  .sel:focus-within { outline: 2px solid var(--live); outline-offset: 2px; }
  .sel select { appearance: none; background: none; border: 0; padding: 0 18px 0 0; margin-right: -14px; outline: 0; cursor: pointer; font: inherit; color: inherit; field-sizing: content; }
  .sel select option { background: var(--panel); color: var(--text); }
  .sel :focus-visible { outline: 0; }
  .sel .i { pointer-events: none; }
  .sel input { appearance: textfield; background: none; border: 0; outline: 0; padding: 0; width: 36px; font: inherit; color: inherit; text-align: right; }
  .sel input::-webkit-inner-spin-button { display: none; }
  .kv { display: grid; gap: 4px 12px; padding: 0 12px 8px; }
  .kv > div { font: var(--t-11); color: var(--text-3); min-width: 0; }
  .kv b { display: block; font: 600 15px/20px var(--font); color: var(--text); }
  .kv b small { font: 500 11px/16px var(--font); color: var(--text-2); }
  .syn { font: 600 9.5px/14px var(--font); letter-spacing: .02em; border: 1px dashed var(--line-2); border-radius: 3px; padding: 0 3px; color: var(--text-3); }
  kbd { font: 500 11px/16px var(--font); color: var(--text-3); border: 1px solid var(--line-2); border-radius: 4px; padding: 0 4px; white-space: nowrap; }
  .prog { height: 4px; border-radius: 2px; background: var(--hover); overflow: hidden; }
  .prog i { display: block; height: 100%; background: var(--live); transition: width var(--m-panel) linear; }
  input[type='range'] { appearance: none; width: 100%; height: 24px; background: none; cursor: pointer; margin: 0; }
  input[type='range']::-webkit-slider-runnable-track { height: 4px; border-radius: 2px; background: linear-gradient(var(--live), var(--live)) 0 / var(--at, 0%) 100% no-repeat var(--hover); }
  input[type='range']::-webkit-slider-thumb { appearance: none; width: 16px; height: 16px; margin-top: -6px; border-radius: 8px; background: var(--act); border: 0; box-shadow: var(--shadow); }
  input[type='range']::-moz-range-track { height: 4px; border-radius: 2px; background: var(--hover); }
  input[type='range']::-moz-range-progress { height: 4px; border-radius: 2px; background: var(--live); }
  input[type='range']::-moz-range-thumb { width: 16px; height: 16px; border-radius: 8px; background: var(--act); border: 0; }
  .scroll { overflow: auto; scrollbar-width: thin; scrollbar-color: var(--line-2) transparent; }
  @media (pointer: coarse) {
    .ib { width: 44px; height: 44px; }
    .btn, .sel { min-height: 44px; }
    .ph { min-height: 44px; }
    input[type='range'] { height: 44px; }
    input[type='range']::-webkit-slider-thumb { width: 28px; height: 28px; margin-top: -12px; border-radius: 14px; }
  }
`;

/** Words over the scene: always with a halo. */
export const overScene = css`
  .over { color: var(--map-text); text-shadow: 0 0 2px var(--map-halo), 0 0 3px var(--map-halo), 0 0 8px var(--map-halo), 0 1px 14px var(--map-halo); }
`;
