const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu
const SPACES = /\s+/gu

/**
 * The form in which names are compared: compatibility-normalised, without case, with single spaces and without
 * characters that do not show. Folding twice gives the same as folding once.
 */
export function foldName(name: string): string {
  let folded = name
  // One pass can bring out what the next one folds (an upper case that decomposes, say); three have always been enough.
  for (let pass = 0; pass < 3; pass++) folded = foldOnce(folded)
  return folded
}

function foldOnce(text: string): string {
  return text
    .normalize('NFKC')
    .replace(IGNORABLE, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replace(SPACES, ' ')
    .trim()
}
