// A laboratory's own list, as a table or as FHIR, handed in from the bench.
import { path, w } from './words.js';

const ANSWER_MS = 60_000;
const MOST_BYTES = 4 * 1024 * 1024;

/** What came of it, or null when nobody chose a file or it could not be handed in; that has been said then. */
export async function imported(app) {
  const file = await app.askFile(w('import.ask'), '.csv,.json,text/csv,application/json,application/fhir+json', w('import.hint'));
  if (!file) return null;
  if (file.size > MOST_BYTES) { app.refuse({ headline: w('import.too-large'), now: w('import.too-large.now') }); return null; }
  const text = await file.text();
  const fhir = text.trimStart().startsWith('{');
  let response;
  try {
    response = await fetch(`${path}/${fhir ? 'specimens' : 'tubes.csv'}`, { method: 'POST', headers: { 'content-type': fhir ? 'application/fhir+json' : 'text/csv; charset=utf-8' }, body: text, signal: AbortSignal.timeout(ANSWER_MS) });
  } catch {
    app.refuse({ headline: w('import.offline'), now: w('import.offline.now') });
    return null;
  }
  if (response.ok) return response.json();
  const sentence = (await response.json().catch(() => ({}))).detail ?? String(response.status);
  app.refuse({ headline: w('import.refused'), scanned: [fhir ? 'FHIR' : 'CSV', sentence], now: w('import.refused.now') });
  return null;
}
