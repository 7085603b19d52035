// Parts that stand on several pages.
import { html } from './html.js';
import * as icons from './icons.js';
import { w } from './words.js';

/** What the last scan came to, after its answer has gone. */
export function lastAnswer(app) {
  const l = app.memory.last;
  if (!l) return '';
  const [kind, icon] = l.good === true ? ['good', icons.tick] : l.good === false ? ['bad', icons.stop] : ['so-so', icons.check];
  return html`<div class="last ${kind}">${icon}<div><b>${l.headline}${l.good && l.detail ? ` · ${l.detail}` : ''}</b><p>${l.good ? '' : l.detail} ${app.time(l.at, true)} ${app.zone}</p></div></div>`;
}

export const whoWorks = (app) => app.memory.badge && html`<p>${w('badge.is', app.memory.badge)} <button type="button" class="link" data-do="another">${w('badge.another')}</button></p>`;

export const small = (what, label, step = '') => html`<button type="button" data-do="${what}" data-step="${step}">${label}</button>`;

export const big = (what, label, hint, disabled = false) => html`<button type="button" class="act" data-do="${what}"${disabled && html` disabled`}>${icons.scan}<span><b>${label}</b>${hint}</span></button>`;
