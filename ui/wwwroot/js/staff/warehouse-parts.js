// What stands on a warehouse's page: counts that add up, the question about the box in hand, batches, what is to go out.
import { name, w } from './words.js';
import { html } from './html.js';
import * as icons from './icons.js';
import { big, lastAnswer, small, whoWorks } from './parts.js';
import { METHODS, MINUTES, left } from './batches.js';
import { HERE, at, fleet } from './shelf.js';
import { watch } from './unloading.js';

const PARTS = ['lid', 'label', 'beacon'];
const MOST_LISTED = 24;

const many = (n) => (n ?? 0).toLocaleString('en');
const age = (minutes) => (minutes < 60 ? w('minutes', minutes) : w('hours', Math.floor(minutes / 60), String(minutes % 60).padStart(2, '0')));

// --- the whole fleet

export function whole(app, view) {
  if (!app.state) return { shelves: '', sum: '' };
  const parts = fleet(app.state, view.boxes);
  const tiles = [['clean', icons.tick, cleanLine(view)], ['dirty', icons.drop, w('shelf.dirty')], ['disinfecting', icons.clock, disinfectingLine(view, parts.disinfecting)], ['faulty', icons.stop, faultyLine(app, view)]];
  return {
    shelves: html`${tiles.map(([part, icon, line]) => html`<div class="shelf ${part}"><p>${icon} <b>${w(`part.${part}`)}</b></p><p class="many">${many(parts[part])}</p><p class="of">${line}</p></div>`)}`,
    sum: sum(app, parts),
  };
}

function cleanLine(view) {
  const issued = at(view.boxes, 'warehouse-clean').filter((b) => b.issued).length;
  return issued > 0 ? w('shelf.clean-issued', issued) : w('shelf.clean');
}

/** Batches of other phones are not in the record before they are released: so it is said. */
function disinfectingLine(view, all) {
  const inBatches = view.batches.reduce((n, b) => n + b.boxes.length, 0);
  if (inBatches === 0) return w('shelf.disinfecting-elsewhere');
  return all > inBatches ? w('shelf.disinfecting-both', inBatches, all - inBatches) : w('shelf.disinfecting', inBatches);
}

function faultyLine(app, view) {
  const said = new Map(app.outbox.entries.filter((e) => e.item.act === 'look' && e.item.reason && e.state !== 'rejected').map((e) => [e.item.box, e.item.reason]));
  const counts = new Map();
  for (const box of at(view.boxes, 'warehouse-faulty')) {
    const why = box.fault ?? said.get(box.id);
    const word = why ? (['wet', ...PARTS].includes(why) ? w(`fault.${why}`) : why) : w('fault.unknown');
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts.size === 0 ? w('shelf.faulty-none') : [...counts].map(([word, n]) => `${n} ${word}`).join(', ');
}

function sum(app, parts) {
  const also = ['elsewhere', 'written_off'].filter((part) => parts[part] > 0);
  const since = app.state.fleet.unaccounted_since;
  const lost = parts.unaccounted > 0 && html`<span>+ <b class="lost">${icons.unknown} ${w('sum.unaccounted', many(parts.unaccounted), since ? age(app.minutes(since)) : w('unknown-age'))}</b></span>`;
  return html`<p><b>${w('sum.here', many(HERE.reduce((n, part) => n + parts[part], 0)))}</b>
    ${['centres', 'carriers', 'laboratories', 'held', ...also].map((part) => html` <span>+ ${w(`sum.${part}`, many(parts[part]))}</span>`)} ${lost}
    <span>= <b>${w('sum.all', many(parts.all))}</b></span>${parts.strange > 0 && html` <span class="known">${w('sum.strange', parts.strange)}</span>`}</p>`;
}

// --- what is being done

export function main(app, view) {
  const step = { return: question, disinfect: gathering, issue: issuing, kits }[view.step](app, view);
  const home = view.step === 'return';
  return { ask: step, last: home && app.memory.asked && app.memory.last?.good ? '' : lastAnswer(app), batches: home || view.step === 'disinfect' ? batches(app, view) : '', more: home ? sendMore(app) : '', facts: whoWorks(app) || '' };
}

function question(app, view) {
  const { asked, askedAt, load, answered } = app.memory;
  const box = asked && view.boxes.get(asked);
  const whose = load?.from.split(':')[1];
  const brought = load?.back.includes(asked);
  if (!asked) {
    const first = app.memory.badge ? big('camera', load ? w('do.return-from', whose) : w('do.return'), w('do.trigger')) : big('camera', w('do.badge'), w('do.badge.hint'));
    return html`<div class="card question"><p class="over"><b>${load ? w('load.from', whose) : w('return.title')}</b>${progress(load)}</p>${waiting(app, view)}
      <div class="camera-or-type">${first}${small('type', w('type-it'))}</div>${load ? html`<p class="foot">${added(load, view)} <button type="button" class="link" data-do="load-over">${w('load.over')}</button></p>` : ''}${answer(app, answered)}</div>`;
  }
  const from = !brought ? '' : box?.laboratory ? w('return.line', box.laboratory, whose) : w('return.on', whose);
  return html`<div class="card question open"><p class="over"><span>${[from, w('return.scanned', app.time(askedAt, true), app.zone)].filter(Boolean).join(' · ')}</span>${brought ? progress(load) : ''}</p>
    <h2><b class="code">${asked}</b> ${view.choosing ? w('look.which') : w('look.ask')}</h2>
    ${view.choosing ? which() : four(box)}
    ${waiting(app, view)}<p class="foot">${load ? added(load, view) : ''}</p>${answer(app, answered)}</div>`;
}

const progress = (load) => (load && load.expected.length > 0 ? html`<span class="progress"><b>${w('load.count', load.back.length, load.expected.length)}</b><small>${w('load.boxes')}</small></span>` : '');

const four = (box) => html`<div class="four">
  ${choice('dry', 'found', { found: 'dry' }, icons.tick, '')}${choice('tube', 'found', { found: 'tube' }, icons.stop, box?.laboratory ?? w('found.laboratory'))}
  ${choice('wet', 'found', { found: 'wet' }, icons.check, '')}${choice('bad', 'which', { which: 'bad' }, icons.unknown, '')}</div>`;

const choice = (kind, what, data, icon, value) => html`<button type="button" class="${kind}" data-do="${what}"${Object.entries(data).map(([k, v]) => html` data-${k}="${v}"`)}>${icon}<span><b>${w(`look.${kind}`)}</b>${w(`look.${kind}.where`, value)}</span></button>`;

const which = () => html`<div class="four">${PARTS.map((part) => html`<button type="button" class="bad" data-do="found" data-found="bad" data-part="${part}"><span><b>${w(`fault.${part}`)}</b></span></button>`)}
  <button type="button" data-do="which" data-which=""><span><b>${w('back')}</b></span></button></div>`;

/** Boxes that came back and were not looked into: each may be asked about again. */
function waiting(app, view) {
  const boxes = at(view.boxes, 'warehouse-dirty').filter((b) => b.id !== app.memory.asked);
  if (boxes.length === 0) return '';
  return html`<p class="also">${icons.check} ${w('look.also', boxes.length)} ${boxes.slice(0, 8).map((b) => html`<button type="button" data-do="ask" data-box="${b.id}">${b.id}</button>`)}${boxes.length > 8 ? w('and-more', boxes.length - 8) : ''}</p>`;
}

/** How the boxes of a load add up: 15 = 13 + 1 + 1. */
function added(load, view) {
  if (load.back.length < 2) return '';
  const counts = new Map();
  for (const id of load.back) {
    const place = view.boxes.get(id)?.place;
    const kind = { 'warehouse-faulty': 'faulty', held: 'held', 'warehouse-dirty': 'open' }[place] ?? 'dry';
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return html`<span>${load.back.length} = ${[...counts].map(([kind, n]) => w(`load.${kind}`, n)).join(' + ')}</span>`;
}

function answer(app, a) {
  if (!a) return '';
  const word = a.what === 'bad' ? w(`fault.${a.part}`) : w(`look.${a.what}`);
  return html`<p class="answered-last">${{ dry: icons.tick, tube: icons.stop, wet: icons.check, bad: icons.unknown }[a.what]} <span><b>${a.id}</b> ${w('look.was', word, app.time(a.at, true), app.zone, a.staff)}</span></p>`;
}

function gathering(app, view) {
  const { boxes, method, minutes } = view.draft;
  return html`<div class="card"><p class="over"><b>${w('batch.title')}</b><span>${w('boxes', boxes.length)}</span></p><p class="of">${w('batch.what')}</p>
    <p class="picked">${boxes.slice(0, MOST_LISTED).map((b) => html`<button type="button" data-do="drop" data-box="${b.id}" aria-label="${w('batch.drop', b.id)}">${b.id} ✕</button>`)}${boxes.length > MOST_LISTED ? w('and-more', boxes.length - MOST_LISTED) : ''}</p>
    <div class="choices three-small">${METHODS.map((m) => html`<button type="button" data-do="method" data-method="${m.code}" aria-pressed="${m.code === method}">${w(`method.${m.code}`)}</button>`)}</div>
    <div class="choices four-small">${MINUTES.map((m) => html`<button type="button" data-do="minutes" data-minutes="${m}" aria-pressed="${m === minutes}">${w('minutes', m)}</button>`)}</div></div>`;
}

function batches(app, view) {
  const rows = view.batches.map((batch) => {
    const over = left(batch, view.now()) === 0;
    return html`<li class="${over ? 'over-now' : ''}"><b class="code">${batch.id}</b><span>${w('boxes', batch.boxes.length)}</span><span>${w(`method.${batch.method}`)}, ${w('minutes', batch.minutes)} · ${batch.staff}</span>
      ${over ? html`<button type="button" class="release" data-do="release" data-batch="${batch.id}">${icons.tick} ${w('batch.release', batch.id)}</button>` : html`<b class="left" role="timer" aria-live="off" data-batch-left="${batch.id}"></b>`}
      <button type="button" class="link" data-do="cancel" data-batch="${batch.id}">${w('batch.cancel')}</button></li>`;
  });
  return html`<div class="card"><p class="over"><b>${w('part.disinfecting')}</b><span>${w('batch.rule')}</span></p>
    ${rows.length > 0 ? html`<ul class="running">${rows}</ul>` : ''}<p class="known">${w(rows.length > 0 ? 'batch.only-here' : 'batch.none-here')}</p></div>`;
}

/** Counts down beside the page's painting, so that a button never goes from under a finger. */
export function tick(view) {
  for (const element of document.querySelectorAll('[data-batch-left]')) {
    const batch = view.batches.find((b) => b.id === element.dataset.batchLeft);
    if (batch) element.textContent = w('left', watch(left(batch, view.now())));
  }
}

function issuing(app, view) {
  const to = app.memory.issue;
  const loads = app.state?.loads ?? [];
  const called = (id) => { const centre = view.centres.find((c) => c.id === id); return centre ? `${id} ${name(centre)}` : id; };
  if (!to) {
    return html`<div class="card"><p class="over"><b>${w('issue.title')}</b></p><p class="of">${w(loads.length > 0 ? 'issue.choose' : 'issue.choose-any')}</p>
      <div class="choices">${loads.slice(0, 8).map((l) => html`<button type="button" data-do="for" data-centre="${l.centre}" data-vehicle="${l.vehicle}"><b>${called(l.centre)}</b><br />${w('issue.by', l.vehicle, app.time(l.at), app.zone)}${l.boxes ? ` · ${w('boxes', l.boxes)}` : ''}</button>`)}
      <button type="button" data-do="centre">${w('issue.another')}</button></div></div>`;
  }
  const given = app.outbox.entries.filter((e) => e.item.act === 'issue' && e.state !== 'rejected' && e.item.party === `centre:${to.centre}` && app.now() - e.item.at < 12 * 3_600_000).map((e) => e.item.box);
  const planned = loads.find((l) => l.centre === to.centre && l.vehicle === to.vehicle);
  return html`<div class="card"><p class="over"><b>${called(to.centre)}</b><span>${to.vehicle ? w('issue.onto', to.vehicle) : w('issue.no-vehicle')}</span></p>
    <p class="number">${given.length}<span class="beside"><b>${planned?.boxes ? w('issue.of', planned.boxes) : ''}</b><span>${w('issue.here')}</span></span></p>
    <p class="picked">${given.slice(-MOST_LISTED).map((id) => html`<span class="code">${id}</span>`)}</p>
    <div class="two"><button type="button" data-do="for">${w('issue.other-centre')}</button></div></div>`;
}

function kits(app) {
  const lots = app.state?.lots ?? [];
  return html`<div class="card"><p class="over"><b>${w('kits.title')}</b></p><p class="warn">${icons.unknown} ${w('kits.here-unknown')}</p>
    ${lots.length === 0 ? html`<p class="of">${w('kits.none')}</p>` : html`<table class="lots"><thead><tr><th>${w('kits.lot')}</th><th>${w('kits.expiry')}</th><th>${w('kits.arrived')}</th><th>${w('kits.left')}</th></tr></thead>
      <tbody>${lots.map((l) => html`<tr><td><b class="code">${l.lot}</b></td><td>${l.expiry ?? w('unknown-age')} ${l.expired ? html`<b class="lost">${icons.stop} ${w('kits.expired')}</b>` : ''}</td><td>${many(l.arrived)} · ${w('kits.sites', l.sites)}</td><td>${w('kits.at-most', many(l.left))}</td></tr>`)}</tbody></table>`}</div>`;
}

function sendMore(app) {
  const short = app.state?.short ?? [];
  const all = app.state?.short_in_all ?? 0;
  if (!app.state) return '';
  return html`<div class="card"><p class="over"><b>${short.length > 0 ? w('more.title', all) : w('more.none')}</b><span>${w('more.kits-here')}</span></p>
    ${short.length > 0 && html`<ul class="short">${short.map((c) => html`<li><div><b>${c.site} ${name(c)}</b><p>${w('more.has', many(c.kits), c.boxes)}${c.tubes_per_hour ? w('more.pace', Math.round(c.tubes_per_hour)) : ''}</p></div>
      <div>${c.out_at ? html`<b class="out">${icons.check} ${w('more.out', app.time(c.out_at), app.zone)}</b>` : ''}<p>${lasts(c)}${c.next_at ? w('more.next', app.time(c.next_at), app.zone) : w('more.no-next')}</p></div>
      <div class="proposal">${c.send ? html`<b>${c.send.boxes > 0 ? (c.send.kits > 0 ? w('more.send-both', many(c.send.kits), c.send.boxes) : w('more.send-boxes', c.send.boxes)) : w('more.send-kits', many(c.send.kits))}</b><p>${w('more.by', c.send.vehicle)}</p>` : html`<p>${w('more.nobody')}</p>`}</div></li>`)}</ul>
      <p class="known">${all > short.length ? `${w('and-more', all - short.length)} ` : ''}${w('more.who')}</p>`}</div>`;
}

function lasts(centre) {
  const hours = [centre.kit_hours, centre.box_hours].filter((h) => h !== null && h !== undefined);
  return hours.length > 0 ? `${w('more.lasts', age(Math.round(Math.min(...hours) * 60)))} ` : '';
}

// --- what can be done

export function actions(app, view) {
  const back = small('step', w('do.back-to-returns'), 'return');
  if (!app.memory.badge && view.step !== 'return') return html`<div class="three">${back}${small('type', w('type-it'))}</div>${big('camera', w('do.badge'), w('do.badge.hint'))}`;
  switch (view.step) {
    case 'disinfect': {
      const { boxes, minutes } = view.draft;
      return html`<div class="three">${back}${small('type', w('type-it'))}${small('camera', w('do.camera'))}</div>${boxes.length > 0 ? big('start', w('do.start', minutes, boxes.length), w('do.start.hint')) : big('camera', w('do.batch-scan'), w('do.trigger'))}`;
    }
    case 'issue': return html`<div class="three">${back}${small('type', w('type-it'))}</div>${big('camera', app.memory.issue ? w('do.issue-scan', app.memory.issue.centre) : w('do.issue-vehicle'), w('do.trigger'))}`;
    case 'kits': return html`<div class="three">${back}</div>`;
    default: return html`<div class="three">${small('step', w('do.issue'), 'issue')}${small('step', w('do.disinfect'), 'disinfect')}${small('step', w('do.kits'), 'kits')}</div>`;
  }
}
