/** Names of characters that get into a field by mistake: typed, or invisible in pasted text. */
const NAMES: Readonly<Record<string, string>> = {
  '\t': 'tab',
  '\n': 'line break',
  '\r': 'line break',
  ' ': 'space',
  '!': 'exclamation mark',
  '"': 'quotation mark',
  '#': 'number sign',
  $: 'dollar sign',
  '%': 'percent sign',
  '&': 'ampersand',
  "'": 'apostrophe',
  '(': 'opening parenthesis',
  ')': 'closing parenthesis',
  '*': 'asterisk',
  '+': 'plus sign',
  ',': 'comma',
  '-': 'hyphen',
  '.': 'dot',
  '/': 'slash',
  ':': 'colon',
  ';': 'semicolon',
  '<': 'less-than sign',
  '=': 'equals sign',
  '>': 'greater-than sign',
  '?': 'question mark',
  '@': 'at sign',
  '[': 'opening bracket',
  '\\': 'backslash',
  ']': 'closing bracket',
  '^': 'circumflex',
  _: 'underscore',
  '`': 'grave accent',
  '{': 'opening brace',
  '|': 'vertical bar',
  '}': 'closing brace',
  '~': 'tilde',
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u061c': 'Arabic letter mark',
  '\u200b': 'zero width space',
  '\u200c': 'zero width non-joiner',
  '\u200d': 'zero width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u2019': 'right single quotation mark',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u2060': 'word joiner',
  '\u212a': 'Kelvin sign',
  '\u3000': 'ideographic space',
  '\ufeff': 'byte order mark',
  '\uff20': 'full-width at sign',
}

/** `U+200B (zero width space)`: identifies a character without showing it. */
export function describeCharacter(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const kind = NAMES[character] ?? kindOf(character)
  return `U+${hex} (${kind})`
}

// Inside the function, so that an import does not compile patterns that only a refusal needs.
function kindOf(character: string): string {
  if (/\p{Cc}/u.test(character)) return 'a control character'
  if (/\p{White_Space}/u.test(character)) return 'a space'
  if (/\p{Default_Ignorable_Code_Point}/u.test(character)) return 'an invisible character'
  if (/\p{Extended_Pictographic}/u.test(character)) return 'an emoji or pictograph'
  if (/\p{P}/u.test(character)) return 'a punctuation mark'
  if (/\p{S}/u.test(character)) return 'a symbol'
  if (/\p{M}/u.test(character)) return 'a combining mark'
  if (/[\p{L}\p{N}]/u.test(character)) return 'a letter or digit'
  return 'not a character'
}
