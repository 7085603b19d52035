// A warehouse's tablet: empty boxes come back and are looked into, are left alone with a disinfectant for its time, and go out
// clean to a centre.
import { start, w, name, place, path } from './shell.js';
import { written } from './codes.js';
import * as clock from './phone-clock.js';
import { isFull, shelf } from './shelf.js';
import { METHODS, batchOf, begin, left, unreleased } from './batches.js';
import { actions, main, tick, whole } from './warehouse-parts.js';
import { watch } from './unloading.js';

const LOOK_UP_MS = 2_000;
const here = `warehouse:${place}`;
const strangers = new Map(); // boxes that were looked up, by id
let centres = []; // { id, name_en, name_zh }
let step = 'return'; // return, disinfect, issue, kits
let choosing = false; // which part is bad

const now = (app) => ({ at: app.now(), up: clock.up(), boot: clock.bootOf() });
const batches = (app) => app.memory.batches ?? [];
const draft = (app) => app.memory.draft ?? { boxes: [], method: METHODS[0].code, minutes: METHODS[0].minutes };
const boxes = (app) => shelf(app.state, app.outbox.entries);

const go = (app, to) => { step = to; choosing = false; app.paint(); };

/** Centres' names change less often than anything: once a day of this page is enough. */
async function learned(app) {
  if (centres.length > 0) return;
  const response = await fetch(`${path}/centres`, { cache: 'no-store', signal: AbortSignal.timeout(8_000) });
  if (!response.ok) return;
  centres = await response.json();
  await app.keep.set('centres', centres);
}

/** What is known of a box; asked for when this page does not know it and there is network. null when nobody here knows it. */
async function known(app, id) {
  const listed = boxes(app).get(id);
  if (listed || app.outbox.online === false) return listed ?? strangers.get(id) ?? null;
  try {
    const response = await fetch(`${path}/boxes/${encodeURIComponent(id)}`, { cache: 'no-store', signal: AbortSignal.timeout(LOOK_UP_MS) });
    if (response.ok) strangers.set(id, await response.json());
  } catch { /* nobody knows it, then */ }
  return strangers.get(id) ?? null;
}

/** What is remembered beside an act: the cycle it belongs to, and where the box was then. */
const beside = (box) => ({ cycle: box?.cycle, place: box?.was ?? box?.place, holder: box?.holder, laboratory: box?.laboratory });

// --- what a scan means, by what is being done

async function scanned(app, code) {
  if (code.kind === 'vehicle' && step !== 'disinfect') return step === 'issue' ? loads(app, code.code) : comes(app, code.code);
  if (code.kind !== 'box') return app.refuse({ headline: w('wrong-kind'), scanned: [w(`kind.${code.kind}`), written(code)], now: w(`wrong-kind.${step === 'kits' ? 'return' : step}${code.kind === 'tube' && step !== 'issue' ? '.tube' : ''}`) });
  if (step === 'kits') step = 'return';
  const box = await known(app, code.code);
  return { return: returning, disinfect: gathering, issue: issuing }[step](app, code.code, box);
}

const believed = (app, box) => [w(`place.${box.place}`), [box.holder && box.holder !== here && w('with', box.holder.split(':')[1]), box.since && w('since', app.time(box.since), app.zone)].filter(Boolean).join(', ')].filter(Boolean);
const running = (app, batch) => w('batch.left', batch.id, watch(left(batch, now(app))));

/** The vehicle that brings boxes back: those it has by the scans are to come off it. */
async function comes(app, vehicle) {
  const from = `vehicle:${vehicle}`;
  if (app.memory.load?.from === from) { app.note(w('load.already', vehicle)); return; }
  const expected = [...boxes(app).values()].filter((b) => b.holder === from && b.place === 'returning').map((b) => b.id);
  await app.remember({ load: { from, expected, back: [] } });
  app.accept(w('load.begun', vehicle), w('load.expected', expected.length));
}

async function returning(app, id, box) {
  const batch = batchOf(batches(app), id);
  if (batch) { refuseBatch(app, id, batch); return; }
  if (box && ['warehouse-dirty', 'warehouse-faulty', 'held'].includes(box.place) && (box.holder === here || box.was !== box.place)) { await ask(app, id); return; }
  if (box?.place === 'warehouse-disinfecting') { app.refuse({ headline: w('return.looked'), scanned: [id], believed: believed(app, box), now: w('return.looked.now') }); return; }
  if (box?.place === 'warehouse-clean') { app.refuse({ headline: w(box.issued ? 'return.issued' : 'return.clean'), scanned: [id], believed: believed(app, box), now: w(box.issued ? 'return.issued.now' : 'return.clean.now') }); return; }
  if (box && (isFull(box) || box.place === 'held')) {
    app.refuse({ headline: w('return.full'), scanned: [id], believed: [...believed(app, box), box.packed > 0 && w('tubes', box.packed)].filter(Boolean), now: w('return.full.now') });
    return;
  }
  const carrier = box?.holder && /^(vehicle|courier):/.test(box.holder) ? box.holder : app.memory.load?.from;
  if (!carrier) { app.refuse({ headline: w('return.whose'), scanned: [id], believed: box && believed(app, box), now: w('return.whose.now') }); return; }
  if (!await app.add([{ act: 'return', box: id, party: carrier }], beside(box))) return;
  await ask(app, id, carrier);
  if (!box) app.note(w('return.unknown', id), app.asKnown());
  else app.accept(w('returned', id), w('look.ask'));
}

/** Its question stands on the page until it is answered, over a restart of the page too. */
async function ask(app, id, carrier) {
  choosing = false;
  let load = app.memory.load;
  if (carrier) {
    if (load?.from !== carrier) load = { from: carrier, expected: [...boxes(app).values()].filter((b) => b.holder === carrier && b.was === 'returning').map((b) => b.id), back: [] };
    load = { ...load, expected: load.expected.includes(id) ? load.expected : [...load.expected, id], back: [...load.back.filter((each) => each !== id), id] };
  }
  await app.remember({ asked: id, askedAt: app.now(), load });
}

function refuseBatch(app, id, batch) {
  const s = left(batch, now(app));
  app.refuse({ headline: w(s > 0 ? 'batch.running' : 'batch.due'), scanned: [id], believed: [batch.id, s > 0 ? running(app, batch) : ''].filter(Boolean), now: w(s > 0 ? 'batch.running.now' : 'batch.due.now', batch.id) });
}

/** A box for the batch that is being put together: only what somebody has looked into. */
async function gathering(app, id, box) {
  const own = draft(app);
  if (own.boxes.some((b) => b.id === id)) { app.note(w('batch.twice', id)); return; }
  const batch = batchOf(batches(app), id);
  if (batch) { refuseBatch(app, id, batch); return; }
  if (box?.place !== 'warehouse-disinfecting') {
    const why = !box ? 'unknown' : ['warehouse-dirty', 'warehouse-clean', 'warehouse-faulty', 'held'].includes(box.place) ? box.place : 'away';
    app.refuse({ headline: w(`batch.not.${why}`), scanned: [id], believed: box && believed(app, box), now: w(`batch.not.${why}.now`) });
    return;
  }
  await app.remember({ draft: { ...own, boxes: [...own.boxes, { id, cycle: box.cycle }] } });
  app.accept(w('batch.in', id), w('boxes', own.boxes.length + 1));
}

/** The vehicle at the bay says for which centre it loads, where the plan knows. */
async function loads(app, vehicle) {
  const calls = (app.state?.loads ?? []).filter((l) => l.vehicle === vehicle);
  const next = calls.find((l) => l.centre === app.memory.issue?.centre) ?? calls[0];
  if (!next && !app.memory.issue) { app.refuse({ headline: w('issue.no-plan', vehicle), scanned: [vehicle], now: w('issue.no-plan.now') }); return; }
  await app.remember({ issue: { centre: next?.centre ?? app.memory.issue.centre, vehicle } });
  app.accept(w('issue.onto', vehicle), w('issue.for', app.memory.issue.centre));
}

/** This phone's own issue of a box that has not been round since. */
const issuedHere = (app, box) => app.outbox.entries.findLast((e) => e.item.act === 'issue' && e.item.box === box.id && e.state !== 'rejected'
  && e.known.cycle === box.cycle && (box.issued || box.place === 'with-carrier'));

async function issuing(app, id, box) {
  const to = app.memory.issue;
  if (!to) { app.refuse({ headline: w('issue.whom'), scanned: [id], now: w('issue.whom.now') }); return; }
  const batch = batchOf(batches(app), id);
  if (batch) { refuseBatch(app, id, batch); return; }
  const before = box && issuedHere(app, box);
  if (before || box?.issued) {
    const whom = before?.item.party.split(':')[1];
    if (whom === to.centre && box.issued && to.vehicle) {
      // Issued before its vehicle came.
      if (await app.add([{ act: 'give', box: id, party: `vehicle:${to.vehicle}` }], beside(box))) app.accept(w('issue.loaded', id), w('issue.onto', to.vehicle));
    } else if (whom === to.centre) app.note(w('issue.twice', id));
    else app.refuse({ headline: w('issue.other'), scanned: [id], believed: [whom ? w('issue.for', whom) : w('issue.elsewhere')], now: w('issue.other.now') });
    return;
  }
  if (box?.place !== 'warehouse-clean') {
    const why = !box ? 'unknown' : ['warehouse-dirty', 'warehouse-disinfecting', 'warehouse-faulty', 'held'].includes(box.place) ? box.place : 'away';
    app.refuse({ headline: w(`issue.not.${why}`), scanned: [id], believed: box && believed(app, box), now: w(`issue.not.${why}.now`) });
    return;
  }
  const acts = [{ act: 'issue', box: id, party: `centre:${to.centre}` }];
  if (to.vehicle) acts.push({ act: 'give', box: id, party: `vehicle:${to.vehicle}` });
  if (await app.add(acts, { ...beside(box), cycle: box.cycle + 1, from: box.cycle })) app.accept(w('issued', id), w('issue.for', to.centre));
}

// --- what a button does

async function pressed(app, what, data) {
  if (what === 'step') return go(app, data.step);
  if (what === 'another') return app.remember({ badge: null });
  if (!app.memory.badge) return app.refuse({ headline: w('badge.first'), now: w('badge.now') });
  if (what === 'ask') return ask(app, data.box);
  if (what === 'which') { choosing = data.which === 'bad'; return app.paint(); }
  if (what === 'found') return found(app, data.found, data.part);
  if (what === 'load-over') return app.remember({ load: null });
  if (what === 'method') { const method = METHODS.find((m) => m.code === data.method); return app.remember({ draft: { ...draft(app), method: method.code, minutes: method.minutes } }); }
  if (what === 'minutes') return app.remember({ draft: { ...draft(app), minutes: Number(data.minutes) } });
  if (what === 'drop') return app.remember({ draft: { ...draft(app), boxes: draft(app).boxes.filter((b) => b.id !== data.box) } });
  if (what === 'start') return startBatch(app);
  if (what === 'release') return release(app, data.batch);
  if (what === 'cancel') return window.confirm(w('batch.cancel.sure', data.batch)) && app.remember({ batches: batches(app).filter((b) => b.id !== data.batch) });
  if (what === 'for') return app.remember({ issue: data.centre ? { centre: data.centre, vehicle: data.vehicle || null } : null });
  if (what === 'centre') {
    const id = await app.choose(w('issue.which'), centres.map((c) => [c.id, `${c.id} ${name(c)}`]));
    return id && app.remember({ issue: { centre: id, vehicle: null } });
  }
  throw new Error(`no such button: ${what}`);
}

const FOUND = { dry: 'empty', tube: 'not-empty', wet: 'faulty', bad: 'faulty' };

async function found(app, what, part) {
  const id = app.memory.asked;
  const box = boxes(app).get(id) ?? strangers.get(id);
  const reason = what === 'wet' ? 'wet' : what === 'bad' ? part : undefined;
  if (!await app.add([{ act: 'look', box: id, outcome: FOUND[what], ...(reason ? { reason } : {}) }], beside(box))) return;
  choosing = false;
  // The next box may have been scanned while this was being kept.
  await app.remember({ asked: app.memory.asked === id ? null : app.memory.asked, answered: { id, what, part: reason ?? null, at: app.now(), staff: app.memory.badge } });
  if (what === 'tube' || what === 'wet') app.hold({ headline: w(`found.${what}`, id), scanned: [id, w('found.at', app.time(app.now(), true), app.zone)], now: w(`found.${what}.now`, box?.laboratory ?? w('found.laboratory')), unchanged: w('found.who', place), button: w(`found.${what}.done`) });
  else app.accept(w(`found.${what}`, id), what === 'bad' ? w(`fault.${part}`) : w('found.dry.where'));
}

async function startBatch(app) {
  const number = (app.memory.batchNumber ?? 0) + 1;
  const batch = begin(number, draft(app), now(app), app.memory.badge);
  await app.remember({ batchNumber: number, draft: null, batches: [...batches(app), batch] });
  app.accept(w('batch.begun', batch.id), w('batch.until', watch(batch.minutes * 60)));
  go(app, 'return');
}

/** Clean only when the time is up and a person says so. */
async function release(app, id) {
  const batch = batches(app).find((b) => b.id === id);
  if (left(batch, now(app)) > 0) { refuseBatch(app, id, batch); return; }
  const method = METHODS.find((m) => m.code === batch.method).record;
  const all = boxes(app);
  const clean = unreleased(batch, all);
  if (!await app.add(clean.map((each) => ({ act: 'disinfect', box: each.id, outcome: method, contact_min: batch.minutes })), (item) => ({ ...beside(all.get(item.box)), cycle: clean.find((each) => each.id === item.box).cycle }))) return;
  await app.remember({ batches: batches(app).filter((b) => b.id !== id) });
  app.accept(w('batch.clean', id), w('boxes', batch.boxes.length));
}

// --- what stands on the page

function heading(app) {
  const site = app.state?.site;
  return { title: site ? `${site.id} ${name(site)}` : place, subtitle: `${w('warehouse.title')} ${app.asKnown()}` };
}

function paint(app) {
  const all = boxes(app);
  const view = { step, choosing, boxes: all, batches: batches(app), draft: draft(app), centres, now: () => now(app) };
  queueMicrotask(() => tick(view));
  return { ...whole(app, view), ...main(app, view), actions: actions(app, view) };
}

await start({
  heading, paint, scanned, pressed, learned, seconds: true,
  begun: async (app) => { centres = await app.keep.get('centres') ?? []; },
});
