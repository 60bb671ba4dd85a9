/** An address or a part of one in the form that is compared, or what is wrong with it, worded to follow "Email". */
export type Normalised = { value: string } | { problem: string }
