import { html } from './html.js';

const svg = (body, label) => html`<svg viewBox="0 0 24 24" aria-hidden="true" class="icon ${label}">${body}</svg>`;

export const tick = svg(html`<circle cx="12" cy="12" r="11" fill="currentColor"/><path d="M6.5 12.5l3.8 3.8 7.2-8" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/>`, 'tick');
export const stop = svg(html`<path d="M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z" fill="currentColor"/><path d="M8 8l8 8m0-8l-8 8" stroke="var(--on-stop, #fff)" stroke-width="3" stroke-linecap="round"/>`, 'stop');
export const pause = svg(html`<rect x="1" y="1" width="22" height="22" rx="3" fill="currentColor"/><path d="M9 6.5v11M15 6.5v11" stroke="#fff" stroke-width="3.4"/>`, 'pause');
export const check = svg(html`<path d="M12 2L23 21H1z" fill="currentColor"/><path d="M12 9v6M12 17.6v1.2" stroke="#10151b" stroke-width="2.4" stroke-linecap="round"/>`, 'check');
export const scan = svg(html`<path d="M2 8V4a2 2 0 0 1 2-2h4M16 2h4a2 2 0 0 1 2 2v4M22 16v4a2 2 0 0 1-2 2h-4M8 22H4a2 2 0 0 1-2-2v-4" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/><path d="M6.5 7v10M10 7v10M12.5 7v10M15.5 7v10M17.6 7v10" stroke="currentColor" stroke-width="1.7"/>`, 'scan');
export const phone = svg(html`<rect x="6" y="1.5" width="12" height="21" rx="2" fill="none" stroke="currentColor" stroke-width="2"/><path d="M10.5 19.5h3" stroke="currentColor" stroke-width="2"/>`, 'phone');
export const arrow = svg(html`<path d="M12 2l8 9h-5v11H9V11H4z" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linejoin="round"/>`, 'arrow');
export const cloud = svg(html`<path d="M7 19h10a4.5 4.5 0 0 0 .6-8.96A6 6 0 0 0 6.2 9.5 4.8 4.8 0 0 0 7 19z" fill="none" stroke="currentColor" stroke-width="2"/><path d="M9 14l2.2 2.2L15 12" fill="none" stroke="currentColor" stroke-width="2"/>`, 'cloud');
export const noCloud = svg(html`<path d="M7 19h10a4.5 4.5 0 0 0 .6-8.96A6 6 0 0 0 6.2 9.5 4.8 4.8 0 0 0 7 19z" fill="none" stroke="currentColor" stroke-width="2"/><path d="M3 3l18 18" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/>`, 'no-cloud');
export const drop = svg(html`<path d="M12 1.5C9 7 4.5 11 4.5 15.5a7.5 7.5 0 0 0 15 0C19.5 11 15 7 12 1.5z" fill="currentColor"/>`, 'drop');
export const clock = svg(html`<circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" stroke-width="2.4"/><path d="M12 5.5V12l4 3.6" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/>`, 'clock-face');
export const unknown = svg(html`<path d="M12 1l11 11-11 11L1 12z" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="4 3"/><path d="M9 9.4a3 3 0 1 1 4.4 2.6c-.9.5-1.4 1-1.4 2M12 16.6v1.2" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/>`, 'unknown');
export const absent = svg(html`<circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" stroke-width="2.4" stroke-dasharray="4.5 3"/><path d="M7.5 12h9" stroke="currentColor" stroke-width="2.8"/>`, 'absent');
export const extra = svg(html`<path d="M12 1l11 11-11 11L1 12z" fill="currentColor"/><path d="M12 7v10M7 12h10" stroke="#10151b" stroke-width="2.6" stroke-linecap="round"/>`, 'extra');
