// What kind of code a text is. Forms are the programme's; a text that is none of them is never shown or kept, since it may
// be an identity card or a booking.
import { isBoxCode, read as readBox } from './boxcode.js';

const FORMS = [
  ['box', /^BX-\d{4,6}$/],
  ['seal', /^ES-\d{4,6}$/],
  ['mechanical', /^MS-\d{5,8}$/],
  ['vehicle', /^V\d{3,4}$/],
  ['badge', /^[PS]-[0-9a-z]{4,8}$/i],
  ['cage', /^CAGE-[A-Z0-9]{1,4}$/],
  ['tube', /^[0-9A-HJKMNP-TV-Z]{10}$/],
];

/** { kind, code }: box, seal, mechanical, vehicle, badge, cage, tube, or unknown with the text's length alone; contents with the list of a sealed box, or mutilated. */
export function read(text) {
  const trimmed = text.trim();
  if (isBoxCode(trimmed)) {
    const list = readBox(trimmed);
    return !list || list.newer ? { kind: 'mutilated', newer: list?.newer ?? false } : { kind: 'contents', code: list.box, list };
  }
  for (const [kind, form] of FORMS) {
    // Badges have small letters; everything else was printed in capitals, whatever a keyboard made of it.
    const code = kind === 'badge' ? trimmed : trimmed.toUpperCase();
    if (form.test(code)) return { kind, code };
  }
  return { kind: 'unknown', length: trimmed.length };
}

/** A code as it is shown to people. */
export const written = ({ kind, code }) => (kind === 'tube' ? spaced(code) : code);

/** A serial as people read it: 8KXRA-41PMB. */
export const spaced = (serial) => (serial.length === 10 ? `${serial.slice(0, 5)}-${serial.slice(5)}` : serial);
