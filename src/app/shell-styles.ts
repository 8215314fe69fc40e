import { css } from 'lit';

/** The regions of the page over the scene. */
export const shellStyles = css`
  :host { position: fixed; inset: 0; display: block; background: var(--page); overflow: hidden; }
  :host { --foot: 200px; }
  .tall { --foot: 280px; }
  .stage { position: absolute; inset: 0; z-index: 0; outline-offset: -3px; }
  .stage.veil::after { content: ''; position: absolute; inset: 0; background: var(--page); pointer-events: none; }
  .beside { z-index: 1; }
  twin-swipe.beside { top: 48px; bottom: var(--foot); }
  twin-multiples.beside { left: 296px; right: 320px; top: 112px; bottom: calc(var(--foot) + 116px); inset-inline: 296px 320px; border-radius: var(--r-2); overflow: hidden; box-shadow: var(--shadow); }
  .bar { position: absolute; inset: 0 0 auto; z-index: 9; }
  .title { position: absolute; left: 304px; top: 62px; right: 340px; z-index: 2; pointer-events: none; }
  .left { position: absolute; left: 8px; top: 56px; bottom: var(--foot); width: 280px; z-index: 3; display: flex; flex-direction: column; gap: 8px; pointer-events: none; }
  .left > *, .right > * { pointer-events: auto; }
  .left > * { flex: none; }
  .scen > *, .mea > *, .imp > *, .lay > *, .pt > * { flex: 1; min-width: 0; }
  .alr > *, .sta > * { flex: 1; min-width: 0; }
  .left > .alr { flex: 0 1 auto; min-height: 120px; }
  .left > .sta { flex: 0 1 auto; min-height: 120px; }
  .right > .rou { flex: none; }
  .veh { position: absolute; left: 304px; top: 112px; width: min(460px, calc(100vw - 640px)); min-width: 300px; z-index: 3; }
  .rai > * { flex: 1; min-width: 0; }
  .right > .rai { flex: 0 1 auto; min-height: 220px; }
  .cmp > * { flex: 1; min-width: 0; }
  .left > .cmp { flex: 0 1 auto; min-height: 200px; max-height: 62%; }
  .left > .scen { flex: 0 1 auto; max-height: 40%; min-height: 96px; }
  .left > .mea { flex: 0 1 auto; min-height: 76px; max-height: 30%; }
  .left > .mea.open { flex: 1 1 auto; max-height: none; min-height: 180px; }
  .left > .lay { flex: 0 1 auto; min-height: 64px; }
  .right { position: absolute; right: 8px; top: 56px; bottom: var(--foot); width: 304px; z-index: 3; display: flex; flex-direction: column; gap: 8px; pointer-events: none; }
  .right > .pt { flex: 0 1 auto; min-height: 72px; }
  .right > .res { flex: 0 1 auto; min-height: 120px; overflow: auto; scrollbar-width: thin; }
  .right > .imp { flex: 1 1 auto; min-height: 200px; max-height: max-content; }
  .right > .fnd { flex: 0 1 auto; min-height: 120px; }
  .right > .trc { flex: none; }
  .fnd > *, .trc > * { flex: 1; min-width: 0; }
  .right > .fnd:not(:only-child) { max-height: 44%; }
  .right > .fnd:has(~ .trc) { max-height: 28%; }
  .foot { position: absolute; left: 296px; right: 320px; bottom: var(--foot); z-index: 3; display: grid; gap: 8px; pointer-events: none; }
  .foot.wide { right: 8px; }
  .foot > * { pointer-events: auto; }
  .fur { display: flex; align-items: flex-end; justify-content: space-between; padding: 0 8px 2px; pointer-events: none !important; }
  .legend { max-width: 980px; }
  .score { position: absolute; left: 8px; right: 8px; bottom: 8px; height: calc(var(--foot) - 16px); z-index: 4; }
  .messages { display: grid; gap: 8px; align-content: start; position: absolute; top: 112px; left: 304px; width: min(380px, calc(100vw - 640px)); min-width: 300px; z-index: 6; }
  .respond.wide .messages, .respond.drawer .messages { top: 208px; }
  .comparing.wide .messages, .comparing.drawer .messages { top: 152px; }
  .ask { padding: 10px 12px; font: var(--t-13); }
  .drop { position: absolute; inset: 8px; z-index: 30; border: 2px dashed var(--live); border-radius: var(--r-3); background: var(--panel-a); display: grid; place-content: center; justify-items: center; gap: 8px; text-align: center; padding: 24px; }
  .drop b { font: var(--t-28); }
  .veilcard { position: absolute; left: 50%; top: 42%; translate: -50% -50%; z-index: 2; width: 300px; padding: 16px; display: grid; gap: 10px; }
  .veilcard i { display: block; height: 10px; border-radius: 5px; background: var(--hover); }
  .veilcard span { color: var(--text-3); font: var(--t-12); }
  :host([plain]) .left, :host([plain]) .right, :host([plain]) .score, :host([plain]) .bar { display: none; }
  :host([plain]) .foot { bottom: 8px; left: 8px; right: 8px; }
  :host([plain]) .title { left: 16px; top: 12px; }

  /* below 1180 px: one left drawer with tabs */
  .drawer .left { width: 296px; gap: 0; }
  .drawer .tabs { display: flex; background: var(--panel-a); border-radius: 8px 8px 0 0; border: 1px solid var(--line); border-bottom: 0; padding: 4px; gap: 2px; box-shadow: var(--shadow); }
  .drawer .tabs.shut { border-radius: 8px; border-bottom: 1px solid var(--line); }
  .drawer .tabs button { flex: 1; min-height: 32px; border-radius: 6px; text-align: center; font: 500 12px/16px var(--font); color: var(--text-2); padding: 0 4px; }
  .drawer .tabs button:hover { background: var(--hover); }
  .drawer .tabs button[aria-selected='true'] { background: var(--inset); color: var(--text); font-weight: 600; }
  .drawer .pane { background: var(--panel-a); border: 1px solid var(--line); border-top: 0; border-radius: 0 0 8px 8px; box-shadow: var(--shadow); min-height: 0; flex: 0 1 auto; overflow: auto; scrollbar-width: thin; }
  .drawer .pane > * + * { border-top: 1px solid var(--line); }
  .drawer twin-multiples.beside { inset-inline: 304px 8px; }
  .drawer .veh { left: 312px; }
  .drawer .foot { left: 312px; right: 8px; }
  .drawer .title { left: 320px; right: 16px; }
  .drawer .messages { left: 320px; width: min(380px, calc(100vw - 340px)); }
  @media (pointer: coarse) { .drawer .tabs button { min-height: 44px; } }

  /* below 720 px: the phone */
  .phone .top { position: absolute; left: 12px; right: 12px; top: max(12px, env(safe-area-inset-top)); display: flex; gap: 8px; z-index: 8; }
  .round { width: 48px; height: 48px; border-radius: 24px; background: var(--panel-a); box-shadow: var(--shadow); display: grid; place-items: center; flex: none; color: var(--text); }
  .phone .title { left: 20px; right: 20px; top: calc(max(12px, env(safe-area-inset-top)) + 58px); }
  .phone .side { position: absolute; right: 12px; bottom: 406px; display: grid; gap: 8px; z-index: 2; transition: bottom var(--m-panel) var(--ease); }
  .phone .stamp { position: absolute; left: 8px; bottom: 388px; z-index: 2; transition: bottom var(--m-panel) var(--ease); }
  .phone.at-title .side { bottom: 120px; } .phone.at-title .stamp { bottom: 102px; }
  .phone twin-swipe.beside { top: 120px; bottom: 382px; }
  .phone twin-multiples.beside { inset-inline: 8px; top: 132px; bottom: 430px; }
  .phone .messages { left: 12px; right: 12px; width: auto; top: 132px; min-width: 0; }
  .ph-head { display: flex; align-items: flex-start; gap: 8px; }
  .ph-head h2 { font: 600 19px/26px var(--font); letter-spacing: -.01em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .ph-head p { color: var(--text-2); font: 400 14px/20px var(--font); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .ph-head > div { min-width: 0; flex: 1; }
  .ph-drains { margin: 6px -12px 0; max-height: 288px; }
  twin-drain-acts + .ph-drains { max-height: 226px; }
  .at-full .ph-drains, .at-full twin-drain-acts + .ph-drains { max-height: none; }
  .ph-wide { display: block; margin: 6px -12px 0; }
  .ph-gap { margin-top: 10px; }
  .ph-row { display: flex; align-items: center; gap: 12px; margin: 4px 0 14px; }
  .ph-row .play { width: 52px; height: 52px; border-radius: 26px; background: var(--act); color: var(--act-on); display: grid; place-items: center; flex: none; }
  .ph-row b { font: 600 20px/28px var(--font); }
  .ph-row .pill { min-height: 48px; border-radius: 24px; padding: 0 18px; background: var(--inset); display: inline-flex; gap: 8px; align-items: center; font: 600 14px/20px var(--font); white-space: nowrap; }
  .ph-more { display: grid; gap: 12px; }
  .ph-more > * { background: var(--inset); border-radius: 12px; overflow: hidden; }
  .ph-bar { display: flex; gap: 8px; background: none !important; }
  .ph-bar button { flex: 1; min-height: 48px; border-radius: 12px; background: var(--inset); font: 600 14px/20px var(--font); display: inline-flex; gap: 8px; align-items: center; justify-content: center; }
  .ph-modes { display: flex; gap: 4px; overflow: auto hidden; scrollbar-width: none; }
  .ph-modes button { min-height: 44px; padding: 0 12px; border-radius: 10px; white-space: nowrap; font: 500 13px/18px var(--font); color: var(--text-2); }
  .ph-modes button[aria-pressed='true'] { background: var(--act); color: var(--act-on); font-weight: 600; }
`;
