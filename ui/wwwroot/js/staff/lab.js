// A laboratory's docks on a tablet: who comes next, a stopwatch for each dock, boxes in any order, receipt at the door.
import { start, w, name, place, path } from './shell.js';
import { html } from './html.js';
import * as icons from './icons.js';
import { big, lastAnswer, small, whoWorks } from './parts.js';
import { carry } from './carrying.js';
import { begin, dockFor, missing, seconds, setDown, watch } from './unloading.js';

const TARGET_S = 60;
const LOOK_UP_MS = 2_000;
const CONDITIONS = ['intact', 'opened', 'wet', 'warm', 'doubtful'];
const strangers = new Map(); // boxes that were looked up, by id
let looking = null; // a box whose condition is being said

const works = (app) => app.memory.docks ?? {};
const docks = (app) => app.state?.site.docks ?? [];
const dock = (app) => app.memory.dock ?? docks(app)[0];
const number = (app, id) => docks(app).indexOf(id) + 1;
const work = (app, id = dock(app)) => works(app)[id];
const keepWork = (app, next) => app.remember({ docks: { ...works(app), [next.dock]: next } });

const known = (app, id) => app.state?.boxes.find((b) => b.id === id) ?? strangers.get(id) ?? null;

/** What is known of a box; asked for when this page does not know it and there is network. */
async function lookUp(app, id) {
  const here = known(app, id);
  if (here || app.outbox.online === false) return here;
  try {
    const response = await fetch(`${path}/boxes/${encodeURIComponent(id)}`, { cache: 'no-store', signal: AbortSignal.timeout(LOOK_UP_MS) });
    if (response.ok) strangers.set(id, await response.json());
  } catch { /* nobody announced it, then */ }
  return known(app, id);
}

// --- what a scan means

async function scanned(app, code) {
  if (code.kind === 'vehicle') { await arrive(app, `vehicle:${code.code}`); return; }
  if (code.kind === 'box') { await unload(app, code.code); return; }
  app.refuse({ headline: w('wrong-kind'), scanned: [w(`kind.${code.kind}`), code.code], now: w('wrong-kind.dock') });
}

/** The list comes in; the box itself is set down by its own label. */
async function carried(app, list) {
  if (await carry(app, list)) app.accept(w('carry.kept', list.box), w('tubes', list.tubes.length));
}

async function arrive(app, carrier) {
  const there = Object.values(works(app)).find((each) => each && !each.ended && each.carrier === carrier);
  if (there) { await app.remember({ dock: there.dock }); return; }
  const free = [dock(app), ...docks(app)].find((id) => !work(app, id) || work(app, id).ended);
  if (!free) { app.refuse({ headline: w('dock.none-free'), scanned: [carrier.split(':')[1]], now: w('dock.none-free.now') }); return; }
  await app.remember({ dock: free });
  await keepWork(app, begin(free, carrier, app.state, app.now()));
}

async function unload(app, id) {
  const box = await lookUp(app, id);
  const carrier = box?.place === 'with-carrier' ? box.holder : null;
  const at = dockFor(works(app), carrier, dock(app));
  let here = work(app, at);
  if (here && !here.ended && id in here.down) { app.note(w('dock.twice', id)); return; }
  if (box && box.place !== 'with-carrier' && box.holder === `laboratory:${place}`) {
    app.refuse({ headline: w('dock.in-already'), scanned: [id], believed: [w(`place.${box.place}`), box.unloaded_at ? w('dock.in-since', app.time(box.unloaded_at), app.zone) : ''], now: w('dock.in-already.now') });
    return;
  }
  if (!here || here.ended) here = begin(at, carrier, app.state, app.now());
  if (!await app.add([{ act: 'unload', box: id, dock: at }], { cycle: box?.cycle })) return;
  here = setDown(here, id, app.now());
  await app.remember({ dock: at });
  await keepWork(app, here);
  const count = w('dock.count', Object.keys(here.down).length, here.expected.length);
  if (box?.bound_for && box.bound_for !== place) {
    app.hold({
      headline: w('held.belongs', id, box.bound_for), where: w('dock.n', number(app, at)), scanned: [id, w('held.scanned', app.time(app.now(), true), app.zone, number(app, at))],
      now: w('held.now'), unchanged: w('held.who', place), button: w('held.done'),
    });
    return;
  }
  app.accept(box ? w('dock.in', id) : w('dock.in-unknown', id), count);
}

// --- what a button does

async function pressed(app, what, data) {
  if (what === 'dock') { looking = null; return app.remember({ dock: data.dock }); }
  if (what === 'arrived') return arrive(app, data.carrier);
  if (what === 'look') { looking = data.box; return app.paint(); }
  if (what === 'condition') {
    const here = work(app);
    looking = null;
    return keepWork(app, { ...here, conditions: { ...here.conditions, [data.box]: data.condition } });
  }
  if (what === 'receive') return receive(app);
  if (what === 'another') return app.remember({ badge: null });
  if (what === 'free') return app.remember({ docks: { ...works(app), [dock(app)]: null } });
  throw new Error(`no such button: ${what}`);
}

/** Everything that came down is received at the door, each box in the condition somebody saw. */
async function receive(app) {
  const here = work(app);
  const boxes = Object.keys(here.down);
  if (!await app.add(boxes.map((id) => ({ act: 'receive', box: id, outcome: here.conditions[id] ?? 'intact' })), {})) return;
  await keepWork(app, { ...here, ended: here.ended ?? Math.max(...Object.values(here.down)), received: app.now(), left: missing(here) });
  app.accept(w('received', boxes.length), w('received.in', watch(seconds(work(app), app.now()))));
}

// --- what stands on the page

function heading(app) {
  const site = app.state?.site;
  return { title: site ? `${site.id} ${name(site)}` : place, subtitle: html`${w('dock.title')} ${app.asKnown()}` };
}

const paint = (app) => ({ tabs: tabs(app), watch: stopwatch(app), actions: actions(app), tiles: tiles(app), last: lastAnswer(app), arrivals: arrivals(app), facts: whoWorks(app) });

function tabs(app) {
  return html`${docks(app).map((id) => {
    const each = work(app, id);
    const state = !each ? w('dock.free') : each.ended ? w('dock.free') : watch(seconds(each, app.now()));
    const line = each ? w('dock.line', each.carrier?.split(':')[1] ?? '?', Object.keys(each.down).length, each.expected.length) : ' ';
    return html`<button type="button" data-do="dock" data-dock="${id}" aria-pressed="${id === dock(app)}"><b>${w('dock.n', number(app, id))} · ${state}</b><span>${line}</span></button>`;
  })}`;
}

function stopwatch(app) {
  const here = work(app);
  if (!here || here.ended) {
    return html`<p class="over"><b>${w('dock.n', number(app, dock(app)))}</b> <span>${here ? w('dock.was', here.carrier?.split(':')[1] ?? '?', Object.keys(here.down).length, watch(seconds(here, 0))) : ''}</span></p><p class="of">${w('dock.ready')}</p>`;
  }
  const s = seconds(here, app.now());
  const left = TARGET_S - s;
  const centres = [...new Set(here.expected.map((id) => known(app, id)?.centre?.split(':')[1]).filter(Boolean))];
  return html`<p class="over"><b>${w('dock.n', number(app, here.dock))} · ${here.carrier?.split(':')[1] ?? '?'}</b> <span>${centres.join(', ')}</span><span class="right">${w('dock.scanned')}</span></p>
    <p class="figures"><span class="stopwatch" role="timer" aria-live="off">${watch(s)}</span>
      <span class="beside"><b class="${left < 0 ? 'late' : ''}">${left >= 0 ? w('dock.left', left) : w('dock.over', -left)}</b><span>${w('dock.any-order')}</span></span>
      <span class="counted">${Object.keys(here.down).length} <small>${w('of', here.expected.length)}</small></span></p>
    <p class="bar" aria-hidden="true">${Array.from({ length: TARGET_S }, (_, i) => html`<i class="${i < s ? (left < 0 ? 'late' : 'on') : ''}"></i>`)}</p>`;
}

function actions(app) {
  if (!app.memory.badge) return html`${big('camera', w('do.badge'), w('do.badge.hint'))}${small('type', w('type-it'))}${small('sound', w('sound.test'))}`;
  const here = work(app);
  if (!here || here.ended) return html`${big('camera', w('do.first-box'), w('do.first-box.hint'))}${small('type', w('type-it'))}`;
  const left = missing(here);
  const down = Object.keys(here.down).length;
  if (down > 0 && left.length === 0) return html`${big('receive', w('do.receive', down), w('do.receive.hint'))}${small('type', w('type-it'))}`;
  return html`${big('camera', left.length === 1 ? w('do.last-box', left[0]) : w('do.next-box', left.length), w('do.trigger'))}${small('type', w('type-it'))}
    ${down > 0 ? small('receive', w('do.receive-without', left.length)) : small('free', w('do.free'))}`;
}

function tiles(app) {
  const here = work(app);
  if (!here || here.ended) return '';
  return html`${here.expected.map((id) => tile(app, here, id))}`;
}

function tile(app, here, id) {
  const box = known(app, id);
  const at = here.down[id];
  const held = Boolean(box?.bound_for && box.bound_for !== place);
  const condition = here.conditions[id] ?? 'intact';
  const kind = at === undefined ? 'todo' : held ? 'held' : condition === 'intact' ? 'in' : 'remark';
  const icon = { todo: icons.scan, held: icons.pause, in: icons.tick, remark: icons.check }[kind];
  const word = at === undefined ? w('tile.scan') : `${w(held ? 'tile.held' : 'tile.in')} ${watch(Math.max(0, Math.floor((at - here.began) / 1_000)))}`;
  const centre = box?.centre?.split(':')[1] ?? w('tile.unknown');
  const line = at === undefined ? w('tile.still', here.carrier?.split(':')[1] ?? '?') : held ? w('tile.belongs', box.bound_for) : w(`condition.${condition}`);
  return html`<div class="tile ${kind}"><p>${icon} <b class="code">${id}</b> <b class="word">${word}</b></p><p>${centre}</p><p>${box ? w('tubes', box.packed) : ''} · ${line}</p>
    ${at !== undefined && (looking === id
      ? html`<p class="choices">${CONDITIONS.map((c) => html`<button type="button" data-do="condition" data-box="${id}" data-condition="${c}" aria-pressed="${c === condition}">${w(`condition.${c}`)}</button>`)}</p>`
      : html`<button type="button" class="link" data-do="look" data-box="${id}">${w('tile.look')}</button>`)}</div>`;
}

function arrivals(app) {
  const busy = new Set(Object.values(works(app)).filter((each) => each && !each.ended).map((each) => each.carrier));
  const coming = (app.state?.arrivals ?? []).filter((a) => !busy.has(a.carrier));
  const expected = (a) => {
    if (a.here) return html`<b>${w('arrivals.here')}</b> ${w('arrivals.since', app.minutes(a.here))}`;
    if (!a.at) return w('arrivals.unknown');
    const left = Math.round((Date.parse(a.at) - app.now()) / 60_000);
    return html`<b>${app.time(a.at)}</b> ${left >= 0 ? w('arrivals.in', left) : w('arrivals.now')}${a.silent_since ? html`, ${w('arrivals.probably', app.minutes(a.silent_since))}` : ''}`;
  };
  return html`<table><thead><tr><th colspan="2">${w('arrivals.title')}</th><th>${w('arrivals.load')}</th><th>${w('arrivals.at', app.zone)}</th><th><span class="hidden">${w('dock.title')}</span></th></tr></thead>
    <tbody>${coming.slice(0, 12).map((a) => html`<tr><td><b class="code">${a.carrier.split(':')[1]}</b></td><td>${a.centres.join(', ')}</td><td>${a.boxes} · ${a.tubes}</td><td>${expected(a)}</td>
      <td>${a.here && app.memory.badge ? html`<button type="button" data-do="arrived" data-carrier="${a.carrier}">${w('arrivals.dock', number(app, dock(app)))}</button>` : ''}</td></tr>`)}
    ${coming.length === 0 && html`<tr><td colspan="5">${w('arrivals.none')}</td></tr>`}</tbody></table>`;
}

await start({ heading, paint, scanned, carried, pressed, seconds: true });
