// What the page was given with its document: its words, its language, and whose page it is.
const words = JSON.parse(document.getElementById('words').textContent);

export const language = document.documentElement.lang;
export const place = document.body.dataset.place;
export const path = document.body.dataset.path;

/** A word of the page's language; {0} and so on are filled in, and {0:box|boxes} is as many as {0} says. An unknown one is a mistake of ours and stays visible. */
export const w = (key, ...values) => (words[`staff.${key}`] ?? `[${key}]`)
  .replace(/\{(\d)(?::([^|}]*)\|([^}]*))?\}/g, (_, i, one, many) => (one === undefined ? values[i] ?? '' : String(values[i]) === '1' ? one : many));

export const zoneName = (zone) => words[`zone.${zone}`] ?? zone;

export const name = (site) => (language === 'en' ? site.name_en : site.name_zh);
