const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu

// Arabic, N'Ko and Mongolian characters that stretch a word and spell nothing.
const STRETCHERS = /[\u0640\u07fa\u180a]/gu

/** What is written in several ways and read as one: pairs of all ways and the one that stands for them. */
const VARIANTS: readonly (readonly [RegExp, string])[] = [
  // The Ethiopic word space and the Tibetan tsheg separate words and syllables, as a space does.
  [/[\p{White_Space}\u1361\u0f0b\u0f0c]+/gu, ' '],
  // Quotation marks, primes, modifier letters (half rings and the ʻokina among them), accents that stand alone, the
  // Armenian apostrophe, the Hebrew geresh and the saltillo.
  [
    /[\u2018\u2019\u201b\u2032\u2035\u02b9\u02bb-\u02bf\u02ca\u02cb\u0374`\u00b4\u0384\u1fbd\u1fbf\u1fef\u1ffd\u1ffe\u055a\u05f3\ua78b\ua78c\uff07]/gu,
    "'",
  ],
  // The same doubled, and the Hebrew gershayim, for which two geresh are often typed.
  [/[\u201c-\u201f\u2033\u2036\u02ba\u02ee\u05f4\uff02]|' *'/gu, '"'],
  // Between Katakana an equals sign stands for the double hyphen U+30A0, which is a dash to Unicode.
  [/(?<=\p{Script_Extensions=Katakana})[=\uff1d](?=\p{Script_Extensions=Katakana})/gu, '-'],
  [/[\p{Dash}\u02d7\u2043]/gu, '-'],
  [/[\u0387\u2022\u2027\u2219\u22c5\u2e31\u30fb\uff65\ua78f]/gu, '·'],
  // Full stops, and the abbreviation signs of Indic scripts.
  [/[\u3002\uff61\u06d4\u0970\u09fd\u0a76\u0af0\u{110bb}\u{114c6}\u{116b9}\u{1183b}]/gu, '.'],
  [/[\u060c\u3001\uff64]/gu, ','],
  [/[\u2044\u2215]/gu, '/'],
  [/[\ua789\u2236]/gu, ':'],
  // Kana voicing marks with a space of their own.
  [/\u309b/gu, '\u3099'],
  [/\u309c/gu, '\u309a'],
]

const SPACED_PUNCTUATION = / *(['\-.,·/]) */gu

/**
 * A name with one character for each group of typographic variants, compatibility-normalised, with single spaces and
 * none beside punctuation (`J. R.` is `J.R.`), and without characters that do not show.
 */
export function typeset(name: string): string {
  // Before compatibility normalisation, which takes some variants apart (´ into a space and an accent), and after it,
  // as it brings out others (ŉ holds an apostrophe).
  return unifyVariants(unifyVariants(name).normalize('NFKC')).normalize('NFC').replace(SPACED_PUNCTUATION, '$1').trim()
}

function unifyVariants(text: string): string {
  const visible = text.replace(INVISIBLE, '').replace(STRETCHERS, '')
  return VARIANTS.reduce((unified, [variants, one]) => unified.replace(variants, one), visible)
}
