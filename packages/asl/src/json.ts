export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A JSONata expression between `{%` and `%}`. */
export type ExpressionText = `{%${string}%}`
