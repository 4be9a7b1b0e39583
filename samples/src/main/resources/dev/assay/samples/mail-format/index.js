/** The text with the line ends that mail carries. */
export function plainText(text) {
  return text.replace(/\r\n|\r|\n/g, '\r\n').trimEnd();
}
