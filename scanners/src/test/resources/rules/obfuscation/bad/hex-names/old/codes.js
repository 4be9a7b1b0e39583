const CODES = ['state', 'place', 'number'];
export default function code(at) {
  return CODES[at];
}
