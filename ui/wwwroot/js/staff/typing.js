// Numbers typed by hand where a label cannot be scanned, and counts. Native dialogs; nothing is sent from here.
import { html } from './html.js';

let open = null;

function ask(markup, value) {
  open?.close();
  const dialog = document.createElement('dialog');
  dialog.className = 'typing';
  dialog.innerHTML = markup;
  document.body.append(dialog);
  open = dialog;
  return new Promise((done) => {
    dialog.addEventListener('close', () => {
      const input = dialog.querySelector('input, select, textarea');
      const answered = dialog.returnValue === 'ok' ? value(input) : null;
      dialog.remove();
      open = null;
      done(answered);
    });
    // Enter must mean yes: of a form's submit buttons it presses the first.
    dialog.querySelector('[data-cancel]').addEventListener('click', () => dialog.close('no'));
    dialog.showModal();
    dialog.querySelector('input, select, textarea').focus();
  });
}

const form = (w, title, input, hint) => String(html`<form method="dialog"><label><span>${title}</span>${input}</label>${hint && html`<p>${hint}</p>`}
  <div class="two"><button type="button" data-cancel>${w('cancel')}</button><button value="ok" class="act">${w('ok')}</button></div></form>`);

/** The text, or null when the person thought better of it. */
export const typeCode = (w) => ask(
  form(w, w('type-it'), html`<input name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" required />`), (input) => input.value.trim() || null);

/** A count of tubes, or null. */
export const typeCount = (w, title, packed) => ask(
  form(w, title, html`<input name="count" type="number" inputmode="numeric" min="0" max="9999" step="1" required />`, w('count.packed', packed)), (input) => (input.value === '' ? null : Number(input.value)));

/** One of many, as [value, text]; or null. */
export const typeChoice = (w, title, options) => ask(
  form(w, title, html`<select name="one" required><option value=""></option>${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select>`), (input) => input.value || null);

/** A few words of one's own, or null. */
export const typeText = (w, title, hint) => ask(
  form(w, title, html`<input name="words" autocomplete="off" maxlength="200" required />`, hint), (input) => input.value.trim() || null);

/** A file of the phone's, or null. */
export const typeFile = (w, title, accept, hint) => ask(form(w, title, html`<input name="file" type="file" accept="${accept}" required />`, hint), (input) => input.files[0] ?? null);
