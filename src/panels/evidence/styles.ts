import { css } from 'lit';

export const evidenceStyles = css`
  dialog { width: min(1080px, calc(100vw - 32px)); height: min(860px, calc(100dvh - 32px)); max-width: none; max-height: none; overflow: hidden; }
  dialog[open] { display: flex; flex-direction: column; }
  .head { border-bottom: 1px solid var(--line); }
  h3 { font: 600 13px/20px var(--font); margin: 20px 0 6px; }
  .in { padding: 12px 20px 24px; overflow: auto; flex: 1; min-height: 0; }
  p, ul { color: var(--text-2); max-width: 76ch; }
  ul { padding-left: 18px; display: grid; gap: 2px; }
  .about { color: var(--text-3); font: var(--t-12); margin-top: 6px; overflow-wrap: anywhere; }
  .older { display: flex; gap: 8px; align-items: flex-start; color: var(--text); background: var(--inset); border-left: 3px solid var(--warn); border-radius: 4px; padding: 8px 12px; margin-top: 10px; max-width: 76ch; }
  .older .i { color: var(--warn); margin-top: 2px; }
  .counts { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 12px 0 0; font: 600 13px/20px var(--font); }
  .v { display: inline-flex; gap: 4px; align-items: center; white-space: nowrap; font-weight: 600; }
  .v.pass { color: var(--good); } .v.fail { color: var(--bad); } .v.notRun { color: var(--text-3); font-weight: 400; }
  .wide { overflow-x: auto; border: 1px solid var(--line); border-radius: var(--r-2); scrollbar-width: thin; }
  .wide:focus-visible { outline-offset: -2px; }
  table { border-collapse: collapse; width: 100%; font: var(--t-12); }
  th, td { text-align: left; padding: 6px 10px; border-top: 1px solid var(--line); vertical-align: top; font-weight: 400; }
  thead th { border-top: 0; color: var(--text-3); font: var(--t-11); vertical-align: bottom; }
  .sum tbody th { font-weight: 500; min-width: 180px; position: sticky; left: 0; background: var(--panel); }
  .sum thead th:first-child { position: sticky; left: 0; background: var(--panel); }
  .sum thead th { min-width: 84px; }
  .cases { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr)); gap: 12px; margin-top: 8px; align-items: start; }
  article { background: var(--inset); border-radius: var(--r-2); padding: 12px 14px; min-width: 0; }
  article h4 { font: 600 13px/20px var(--font); }
  article p { margin-top: 2px; }
  .source { color: var(--text-3); font: var(--t-11); margin-top: 4px; overflow-wrap: anywhere; }
  figure { margin: 10px 0 0; }
  figure > svg { display: block; width: 100%; max-width: 460px; height: auto; }
  svg text { font: 500 10.5px/1 var(--font); fill: var(--text-3); }
  svg text.label { fill: var(--text-2); }
  .grid { stroke: var(--line); fill: none; } .axis { stroke: var(--line-2); fill: none; }
  .ground { fill: var(--layer-land); fill-opacity: .45; stroke: none; }
  .reference { fill: none; stroke: var(--text); stroke-opacity: .3; stroke-width: 6; stroke-linejoin: round; }
  .mark { fill: none; stroke: var(--text); stroke-width: 1.75; }
  .computed { fill: none; stroke-width: 2; stroke-linejoin: round; }
  figcaption { display: flex; flex-wrap: wrap; gap: 2px 14px; margin-top: 4px; font: var(--t-11); color: var(--text-2); }
  figcaption span { display: inline-flex; gap: 6px; align-items: center; }
  details { margin-top: 8px; }
  summary .v { margin-left: 8px; }
  summary { cursor: pointer; font: 500 12px/24px var(--font); color: var(--text-2); }
  .figures th[scope='rowgroup'] { font-weight: 600; background: var(--hover); }
  .figures th, .figures td { padding: 4px 8px; }
  @media (max-width: 719px) {
    dialog { width: 100vw; height: 100dvh; border: 0; border-radius: 0; }
    .head { padding-left: 16px; } .in { padding: 12px 16px 24px; }
    article { padding: 12px 10px; }
    .sum tbody th { min-width: 140px; max-width: 140px; }
  }
  @media (pointer: coarse) { summary { line-height: 44px; } }
`;
