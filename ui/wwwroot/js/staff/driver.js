// A driver's phone: one list of stops, boxes taken over label and seal, instructions read aloud, trouble in two taps. While the
// vehicle drives only the next stop is on the screen.
import { start, w, name, path, place } from './shell.js';
import { html } from './html.js';
import * as icons from './icons.js';
import { big, lastAnswer, small, whoWorks } from './parts.js';
import { carry } from './carrying.js';

const SPOKEN = { en: 'en-GB', 'zh-Hant-HK': 'zh-HK', 'zh-Hans': 'zh-CN' };
const DRIVES_KMH = 10;
const TROUBLES = ['delay', 'breakdown', 'accident', 'leak'];

let step = 'list'; // list, pass, trouble
let asked = null; // a box whose seal is to be scanned next
const seen = new Set(); // instructions said to be seen by this page
let settings = null; // of the app that tells where this phone is: told once, and kept nowhere

const drives = (app) => (app.state?.speed_kmh ?? 0) > DRIVES_KMH;
const of = (app, act) => app.outbox.entries.filter((e) => e.item.act === act && e.state !== 'rejected');
const done = (app, act, box) => of(app, act).some((e) => e.item.box === box.id && (e.known.cycle ?? box.cycle) === box.cycle);
const aboard = (app) => [...(app.state?.aboard ?? []), ...(app.state?.to_take ?? []).filter((b) => done(app, 'take', b))].filter((b) => !done(app, 'give', b));
const toTake = (app) => (app.state?.to_take ?? []).filter((b) => !done(app, 'take', b));
const next = (app) => app.state?.stops[0] ?? null;
const answered = (app, act, id) => of(app, act).some((e) => e.item.instruction === id);
const waiting = (app) => (app.state?.instructions ?? []).filter((i) => !i.accepted && !answered(app, 'instruction-accepted', i.id));
const troubled = (app) => of(app, 'trouble').at(-1)?.item.outcome ?? (app.state?.broken_down_since ? 'breakdown' : 'over');
const go = (app, to) => { step = to; asked = null; app.paint(); };

/** An instruction on the screen has been seen; the control room waits for that. */
async function learned(app) {
  if (document.hidden) return;
  for (const each of waiting(app)) {
    if (each.seen || seen.has(each.id)) continue;
    seen.add(each.id);
    await app.add([{ act: 'instruction-seen', instruction: each.id }]);
    app.alert();
  }
}

// --- what a scan means

async function scanned(app, code) {
  if (code.kind === 'seal' && asked) { await take(app, asked, code.code); return; }
  if (code.kind === 'vehicle' && step === 'pass') { await app.remember({ to: code.code }); app.accept(w('give.to'), code.code); return; }
  if (code.kind !== 'box') { app.refuse({ headline: w('wrong-kind'), scanned: [w(`kind.${code.kind}`), code.code], now: w(asked ? 'take.seal-now' : 'wrong-kind.driver', asked?.id) }); return; }
  if (step === 'pass') { await pass(app, code.code); return; }
  await meet(app, code.code);
}

/** A box's label: what is aboard already is known; what is not is asked for its seal. */
async function meet(app, id) {
  if (aboard(app).some((b) => b.id === id)) { app.note(w('driver.aboard', id)); return; }
  const stop = next(app);
  const expected = toTake(app).find((b) => b.id === id);
  asked = expected ?? { id, cycle: undefined, seal: null, packed: null, holder: stop?.site ? `centre:${stop.site}` : null, unknown: true };
  if (!asked.holder) { asked = null; app.refuse({ headline: w('driver.from-whom'), scanned: [id], now: w('driver.from-whom.now') }); return; }
  app.accept(w('take.seal-now', id), asked.seal ?? '');
}

/** The list of a box travels with it; a box that is not aboard yet is asked for its seal, as by its label. */
async function carried(app, list) {
  const aboardAlready = aboard(app).some((b) => b.id === list.box);
  if (!await carry(app, list)) return;
  if (!aboardAlready && step !== 'pass') asked = toTake(app).find((b) => b.id === list.box) ?? { id: list.box, cycle: undefined, seal: list.seal, packed: list.tubes.length, holder: `centre:${list.centre}`, unknown: true };
  app.accept(w('carry.kept', list.box), w('tubes', list.tubes.length));
}

async function take(app, box, seal) {
  if (seal && box.seal && seal !== box.seal && box.warned !== seal) {
    asked = { ...box, warned: seal };
    app.refuse({
      headline: w('driver.seal-differs'), scanned: [w('kind.seal'), seal], believed: [w('seal.belongs', box.seal, box.id)], now: w('driver.seal-differs.now'),
    });
    return;
  }
  asked = null;
  if (!await app.add([{ act: 'take', box: box.id, party: box.holder, ...(seal ? { seal } : {}) }], { cycle: box.cycle })) return;
  const left = toTake(app).length;
  app.accept(w('taken', box.id), left > 0 ? w('driver.left', left) : w('driver.all'));
}

async function pass(app, id) {
  const box = aboard(app).find((b) => b.id === id);
  const to = app.memory.to;
  if (!to) { app.refuse({ headline: w('give.whom'), scanned: [id], now: w('give.whom.now') }); return; }
  if (!box) { app.refuse({ headline: w('driver.not-aboard'), scanned: [id], now: w('driver.not-aboard.now') }); return; }
  if (await app.add([{ act: 'give', box: id, party: `vehicle:${to}` }], { cycle: box.cycle })) app.accept(w('given', id), w('given.to', to));
}

/** The driver agrees, or takes it back; only with network, since it counts from the server's word on. */
async function track(app, method) {
  try {
    const response = await fetch(`${path}/tracker`, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ staff: app.memory.badge }), signal: AbortSignal.timeout(8_000) });
    if (!response.ok) throw new Error(`${response.status}`);
    const answer = await response.json();
    [settings, app.state.tracker] = [answer.settings ?? null, answer.state];
    app.note(w(settings ? 'tracker.agreed' : 'tracker.withdrawn'));
  } catch { app.refuse({ headline: w('tracker.failed'), now: w('tracker.failed.now') }); }
  app.paint();
}

// --- what a button does

async function pressed(app, what, data) {
  if (what === 'step') return go(app, data.step);
  if (what === 'another') return app.remember({ badge: null });
  if (!app.memory.badge && what !== 'read') return app.refuse({ headline: w('badge.first'), now: w('badge.now') });
  if (what === 'no-seal') return asked && take(app, asked, null);
  if (what === 'read') {
    const text = waiting(app).map((i) => i.text).join(' ') || said(app, next(app));
    const speech = new SpeechSynthesisUtterance(text);
    speech.lang = SPOKEN[document.documentElement.lang];
    return speechSynthesis.speak(speech);
  }
  if (what === 'accept') { if (await app.add([{ act: 'instruction-accepted', instruction: data.instruction }])) app.accept(w('driver.accepted'), ''); return undefined; }
  if (what === 'arrived') { if (await app.add([{ act: 'arrive', party: data.party }])) app.accept(w('driver.here'), data.party.split(':')[1]); return undefined; }
  if (what === 'trouble') { if (await app.add([{ act: 'trouble', outcome: data.outcome }])) { app.accept(w('driver.told'), w(`trouble.${data.outcome}`)); go(app, 'list'); } return undefined; }
  if (what === 'track') return track(app, 'POST');
  if (what === 'untrack') return track(app, 'DELETE');
  throw new Error(`no such button: ${what}`);
}

const partyOf = (stop) => `${stop.purpose === 'unload' ? 'laboratory' : stop.purpose === 'collect' || stop.purpose === 'supply' ? 'centre' : 'warehouse'}:${stop.site}`;
const said = (app, stop) => (stop ? w('driver.next', w(`purpose.${stop.purpose}`), stop.site ? name(stop) || stop.site : stop.from ?? '', app.time(stop.at)) : w('driver.nothing'));

// --- what stands on the page

const heading = (app) => ({
  title: place, subtitle: app.state ? html`${app.state.speed_kmh === null ? w('driver.no-fix') : drives(app) ? w('driver.drives') : w('driver.stands')} ${app.asKnown()}` : app.asKnown(),
});

function paint(app) {
  document.body.classList.toggle('dark', hour(app) >= 18.5 || hour(app) < 6);
  if (drives(app)) return { news: '', stops: nextOnly(app), load: '', last: '', facts: '', actions: html`<button type="button" class="act" data-do="read"><span><b>${w('driver.read')}</b></span></button>` };
  return { news: news(app), stops: stops(app), load: load(app), last: lastAnswer(app), facts: facts(app), actions: actions(app) };
}

const hour = (app) => { const [h, m] = app.time(app.now()).split(':').map(Number); return h + m / 60; };

function nextOnly(app) {
  const stop = next(app);
  return html`<div class="card next"><p class="over"><b>${w('driver.next-title')}</b></p>${stop ? html`<p class="huge">${stop.site ?? stop.from}</p><p class="of">${name(stop)} · ${w(`purpose.${stop.purpose}`)} ${app.time(stop.at)}</p>` : html`<p class="of">${w('driver.nothing')}</p>`}
    ${waiting(app).length > 0 && html`<p class="warn">${icons.check} ${w('driver.stop-first')}</p>`}</div>`;
}

function news(app) {
  return html`${waiting(app).map((i) => html`<div class="card new"><p class="over"><b>${w('driver.new')}</b><span>${app.time(i.given)} ${app.zone}</span></p><p class="huge">${i.text}</p><p class="of">${i.reason}</p>
    <div class="two"><button type="button" data-do="read">${w('driver.read')}</button><button type="button" class="accept" data-do="accept" data-instruction="${i.id}">${w('driver.accept')}</button></div></div>`)}`;
}

function stops(app) {
  const list = app.state?.stops ?? [];
  if (list.length === 0) return html`<div class="card"><p class="of">${w('driver.nothing')}</p></div>`;
  return html`<ol class="card stops">${list.map((s, i) => html`<li class="${i === 0 ? 'first' : ''}"><b class="code">${s.site ?? s.from}</b><span>${w(`purpose.${s.purpose}`)}<small>${name(s)}</small></span><b>${app.time(s.at)}</b>
    ${i === 0 && s.site && app.memory.badge ? html`<button type="button" data-do="arrived" data-party="${partyOf(s)}">${w('driver.i-am-here')}</button>` : ''}</li>`)}</ol>`;
}

const seals = { closed: 'tick', 'open-once': 'check', open: 'stop', none: 'check' };

function load(app) {
  const here = aboard(app);
  const take_ = toTake(app);
  return html`<div class="card"><p class="over"><b>${w('driver.load', here.length)}</b><span>${w('tubes', here.reduce((sum, b) => sum + b.packed, 0))}</span></p>
    <ul class="checklist">${here.map((b) => html`<li>${icons[b.packed > 0 ? seals[b.seal_state] : 'tick']}<span><b>${b.id}</b> ${b.packed > 0 ? `${w(`seal.is.${b.seal_state}`)} · ${w('for', b.bound_for ?? '?')}` : w('empty')}</span></li>`)}
    ${take_.map((b) => html`<li><span class="todo"></span><span><b>${b.id}</b> ${w('driver.to-take', b.holder.split(':')[1])} · ${w('tubes', b.packed)}</span></li>`)}</ul>
    ${asked && html`<p class="warn">${icons.check} ${w('take.seal-now', asked.id)} <button type="button" class="link" data-do="no-seal">${asked.warned ? w('driver.take-anyway') : w('driver.no-seal')}</button></p>`}</div>`;
}

const facts = (app) => html`${troubled(app) !== 'over' && html`<p class="warn">${icons.check} ${w('driver.trouble-on', w(`trouble.${troubled(app)}`))}</p>`}
  ${tracker(app)}${whoWorks(app)}`;

function tracker(app) {
  const { agreed, trip } = app.state?.tracker ?? {};
  if (!app.memory.badge || (!agreed && !trip)) return '';
  if (!agreed) return html`<p>${w('tracker.offer', trip)} <button type="button" class="link" data-do="track">${w('tracker.be')}</button></p>`;
  return html`<p>${w('tracker.is', agreed)} <button type="button" class="link" data-do="untrack">${w('tracker.end')}</button></p>
    ${settings && html`<p><a href="${settings.link}">${w('tracker.open')}</a> ${w('tracker.by-hand', settings.host, settings.user, settings.password)}</p>`}`;
}

function actions(app) {
  if (!app.memory.badge) return html`<div class="three">${small('type', w('type-it'))}${small('sound', w('sound.test'))}</div>${big('camera', w('do.badge'), w('do.badge.hint'))}`;
  if (step === 'trouble') {
    return html`<div class="choices">${TROUBLES.map((t) => html`<button type="button" data-do="trouble" data-outcome="${t}">${w(`trouble.${t}`)}</button>`)}</div>
      <div class="three">${small('step', w('driver.back'), 'list')}${troubled(app) !== 'over' ? html`<button type="button" data-do="trouble" data-outcome="over">${w('trouble.over')}</button>` : ''}</div>`;
  }
  if (step === 'pass') return html`<div class="three">${small('step', w('driver.back'), 'list')}${small('type', w('type-it'))}</div>${big('camera', app.memory.to ? w('driver.pass-scan', app.memory.to) : w('driver.pass-whom'), w('do.trigger'))}`;
  return html`<div class="three">${small('step', w('driver.problem'), 'trouble')}${small('type', w('type-it'))}${small('step', w('driver.pass'), 'pass')}</div>${big('camera', asked ? w('do.seal') : w('driver.scan'), w('do.trigger'))}`;
}

await start({ heading, paint, scanned, carried, pressed, learned });
