// Checks the chain of the page it stands on, in the reader's browser, and says what it checked and what not.
import { follow, groups, headsOf, isSigned, rootOf, under } from './chain.js';
import { paint, say } from './verdict.js';

const path = document.body.dataset.path;
const DEADLINE_MS = 30_000;
let checked = null;

async function get(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(DEADLINE_MS), cache: 'no-store' });
  const body = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(body.detail ?? `${answer.status}`), { status: answer.status });
  return body;
}

/** Follows every stream, then looks for rows that say what the chain does not. */
async function checkChain() {
  const record = await get(`${path}/chain.json`);
  const streams = new Map();
  for (const stream of record.streams) streams.set(stream.stream, { facts: new Map(stream.facts.map((f) => [f.seq, f])), ...(await follow(stream)) });
  return { streams, newest: record.newest_root, rows: rowFault(streams) };
}

/** A row of the page that shows another hash, kind or time than the fact that was just hashed; null where none does. */
function rowFault(streams) {
  for (const row of document.querySelectorAll('tr[data-stream]')) {
    const facts = streams.get(row.dataset.stream)?.facts;
    const last = facts?.get(row.dataset.seq), first = facts?.get(row.dataset.seqs.split(' ')[0]);
    if (last?.hash !== row.dataset.hash || first?.kind !== row.dataset.kind || first?.occurred_at !== row.dataset.at) return { stream: row.dataset.stream, at: row.dataset.seq };
  }
  return null;
}

/** The root with these digits, and how each stream stands under it. */
async function checkRoot(streams, wanted) {
  const root = await get(`/audit/roots/${wanted}`);
  const made = await rootOf(root.text);
  const heads = headsOf(root.text);
  return { ...root, made, signed: await isSigned(root).catch(() => false), streams: new Map([...streams].map(([name, followed]) => [name, under(heads, name, followed)])) };
}

async function run() {
  if (!globalThis.crypto?.subtle) return paint({ problem: 'check.insecure' });
  try {
    checked = await checkChain();
    const root = checked.newest ? await checkRoot(checked.streams, checked.newest) : null;
    return paint({ ...checked, root, wanted: checked.newest, paper: false });
  } catch (error) {
    console.warn('check:', error.message);
    return paint({ problem: 'check.failed', detail: error.message });
  }
}

const form = document.getElementById('paper');
const opener = document.getElementById('another');
opener.addEventListener('click', () => {
  form.hidden = !form.hidden;
  opener.setAttribute('aria-expanded', String(!form.hidden));
  if (!form.hidden) document.getElementById('digits').focus();
});

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const typed = document.getElementById('digits').value.replace(/\s+/g, '').toLowerCase();
  const says = document.getElementById('paper-says');
  const wrong = groups(typed).findIndex((group) => !/^[0-9a-f]{8}$/.test(group));
  if (typed.length !== 64 || wrong >= 0) {
    says.textContent = wrong >= 0 ? say('check.paper.group', wrong + 1) : say('check.paper.length', typed.length);
    return;
  }
  if (!checked) { says.textContent = say('check.failed'); return; }
  says.textContent = say('check.paper.wait');
  try {
    const root = await checkRoot(checked.streams, typed);
    says.textContent = paint({ ...checked, root, wanted: typed, paper: true });
  } catch (error) {
    says.textContent = error.status === 404 ? say('check.paper.unknown') : say('check.paper.failed', error.message);
  }
});

// A scanner types the digits and ends with Enter.
document.getElementById('digits').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey) return;
  event.preventDefault();
  form.requestSubmit();
});

await run();
