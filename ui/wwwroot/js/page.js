// What the shell itself needs: the theme, and keys that work everywhere.
import './timers.js';
import './banner.js';
import './alarms.js';
import './theme.js';

const typing = (target) => target.closest?.('input, textarea, select, [contenteditable]');

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && !typing(event.target)) {
    event.preventDefault();
    document.getElementById('search')?.focus();
  }
  // What was opened last, and stands last, is closed first; a popover closes by itself.
  if (event.key === 'Escape' && !document.querySelector(':popover-open')) [...document.querySelectorAll('[data-closes]')].at(-1)?.click();
  if (event.key === 'n' && !typing(event.target)) document.querySelector('[data-needs]')?.click();
  if ((event.key === 'ArrowDown' || event.key === 'ArrowUp')) moveInList(event);
});

// In a list of rows the arrow keys go from button to button; the list draws further rows as it scrolls.
function moveInList(event) {
  const list = event.target.closest?.('[data-rows]');
  if (!list) return;
  const buttons = [...list.querySelectorAll('button[data-row]')];
  const at = buttons.indexOf(event.target.closest('button[data-row]'));
  const next = buttons[event.key === 'ArrowDown' ? Math.min(at + 1, buttons.length - 1) : Math.max(at - 1, 0)];
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}
