/**
 * The little markup that a question may carry in a plain string: `code`, *emphasis*, **strength**. An apostrophe between
 * letters is set as one. Everything else is text and is escaped, so that a question can be data, checked by its type,
 * and still be set well.
 */
export function inlineMarkup(text: string): string {
  return text
    .replace(/(\p{L})'(\p{L})/gu, "$1’$2")
    .replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`)
    .replace(/`([^`]+)`/g, "<code>$1</code>")
    .replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")
    .replace(/\*([^*]+)\*/g, "<em>$1</em>");
}
