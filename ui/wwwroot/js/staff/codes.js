// What kind of code a text is. Forms are the programme's; a text that is none of them is never shown or kept, since it may
// be an identity card or a booking.
const FORMS = [
  ['box', /^BX-\d{4,6}$/],
  ['seal', /^ES-\d{4,6}$/],
  ['mechanical', /^MS-\d{5,8}$/],
  ['vehicle', /^V\d{3,4}$/],
  ['badge', /^[PS]-[0-9a-z]{4,8}$/i],
  ['cage', /^CAGE-[A-Z0-9]{1,4}$/],
  ['tube', /^[0-9A-HJKMNP-TV-Z]{10}$/],
];

/** { kind, code }: box, seal, mechanical, vehicle, badge, cage, tube, or unknown with the text's length alone. */
export function read(text) {
  const trimmed = text.trim();
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
