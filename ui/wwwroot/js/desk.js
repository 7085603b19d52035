// What a document's page can do beside being read.
import './theme.js';

document.querySelector('[data-prints]')?.addEventListener('click', () => window.print());
