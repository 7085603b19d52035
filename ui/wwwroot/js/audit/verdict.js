// What the check came to, in words and marks. Only text is put into the page, never markup.
import { groups } from './chain.js';

const words = JSON.parse(document.getElementById('words').textContent);
export const say = (key, ...values) => (words[key] ?? key)
  .replace(/\{(\d)(?::([^|}]*)\|([^}]*))?\}/g, (_, n, one, many) => (one === undefined || String(values[n]) !== '1' ? many ?? String(values[n]) : one));

function element(name, css, text) {
  const made = document.createElement(name);
  if (css) made.className = css;
  if (text !== undefined) made.textContent = text;
  return made;
}

function mark(css, title) {
  const made = element('span', `mark ${css}`);
  made.dataset.mark = '';
  made.title = title;
  made.append(element('span', 'hidden', title));
  return made;
}

const clock = (microseconds) => new Date(Number(BigInt(microseconds) / 1000n)).toLocaleString('sv-SE', { timeZone: words.zone, dateStyle: 'short', timeStyle: 'short' });

/** The first thing that is wrong, as a sentence; null where everything agrees. */
function fault({ streams, rows, root, wanted }) {
  for (const [name, followed] of streams) if (followed.fault) return say(`check.fault.${followed.fault.what}`, name, followed.fault.at);
  if (rows) return say('check.fault.row', rows.stream, rows.at);
  if (!root) return null;
  if (root.made !== wanted) return say('check.fault.root');
  if (!root.signed) return say('check.fault.signature');
  for (const [name, stands] of root.streams) if (stands.fault) return say(`check.fault.${stands.fault}`, name);
  return null;
}

function rootLines(title, digits, other) {
  const box = element('p', 'groups');
  groups(digits).forEach((group, n) => box.append(element('code', groups(other)[n] === group ? '' : 'differs', group)));
  return [element('h3', '', title), box];
}

/** Draws what was found and returns its first line. */
export function paint(state) {
  const verdict = document.getElementById('verdict');
  verdict.setAttribute('aria-busy', 'false');
  if (state.problem) {
    verdict.className = 'card verdict part';
    verdict.replaceChildren(element('h2', '', say(state.problem)), element('p', '', say('check.use-pack')), ...(state.detail ? [element('p', 'dim', state.detail)] : []));
    return say(state.problem);
  }
  const wrong = fault(state), { root, paper } = state;
  const title = wrong ? 'check.disagrees' : !root ? 'check.no-root' : paper ? 'check.agrees-paper' : 'check.agrees';
  verdict.className = `card verdict ${wrong ? 'bad' : root ? 'good' : 'part'}`;
  const heading = element('h2', '');
  if (wrong || root) heading.append(mark(wrong ? 'bad' : 'good', ''));
  heading.append(say(title));
  const count = [...state.streams.values()].reduce((sum, s) => sum + s.hashes.size, 0);
  // Where the chain itself is broken, a root that is right says nothing to its reader.
  const followed = !state.rows && [...state.streams.values()].every((s) => !s.fault);
  const further = !root ? [element('p', '', say('check.no-root.note'))] : followed ? roots(state, root) : [];
  verdict.replaceChildren(heading, element('p', wrong ? 'fault' : '', wrong ?? say('check.count', count)), ...further);
  rows(state);
  limits(state, wrong);
  return say(title);
}

function roots(state, root) {
  const same = groups(root.made).filter((group, n) => groups(state.wanted)[n] === group).length;
  return [
    ...rootLines(say(state.paper ? 'check.paper.root' : 'check.server.root', clock(root.at), words['zone-name']), state.wanted, root.made), ...rootLines(say('check.made.root'), root.made, state.wanted),
    element('p', '', say('check.groups', same)), ...(state.paper ? [] : [element('p', 'dim', say('check.server.note'))])];
}

/** Each row gets its mark: followed, broken, or followed but after the root. */
function rows({ streams, root }) {
  for (const row of document.querySelectorAll('tr[data-stream]')) {
    const followed = streams.get(row.dataset.stream), seqs = row.dataset.seqs.split(' ').map(Number);
    const broken = followed?.fault && seqs.includes(followed.fault.at) && followed.fault.what !== 'head';
    const good = followed && seqs.every((seq) => followed.hashes.has(seq));
    const proved = root?.streams.get(row.dataset.stream)?.proved ?? 0;
    const [css, word] = broken ? ['bad', 'mark.broken'] : !good ? ['', 'mark.unchecked'] : root && Math.max(...seqs) > proved ? ['after', 'mark.after'] : ['good', 'mark.good'];
    row.classList.toggle('broken', Boolean(broken));
    row.querySelector('[data-mark]').replaceWith(mark(css, say(word)));
  }
}

function limits(state, wrong) {
  const streams = [...state.streams.values()], { root } = state;
  const followed = streams.every((s) => !s.fault);
  const list = [[followed, say('check.did.chain')], [!state.rows && followed, say('check.did.rows')]];
  const leftOut = streams.reduce((sum, s) => sum + s.leftOut, 0);
  if (leftOut) list.push([null, say('check.did-not.payload', leftOut)]);
  if (root) {
    const after = [...state.streams].reduce((sum, [name, s]) => sum + (s.hashes.size - (root.streams.get(name)?.proved ?? 0)), 0);
    list.push([!wrong, say('check.did.root')], [root.signed, say('check.did.signature')]);
    if (after && !wrong) list.push([null, say('check.did-not.after', after)]);
  }
  if (!state.paper) list.push([null, say('check.did-not.paper')]);
  list.push([null, say('check.did-not.others')]);
  document.getElementById('checked').replaceChildren(...list.map(([did, text]) => {
    const line = element('li');
    line.append(mark(did === null ? '' : did ? 'good' : 'bad', say(did === null ? 'mark.unchecked' : did ? 'mark.good' : 'mark.broken')), element('span', '', text));
    return line;
  }));
}
