declare module 'asl-validator' {
  /** Checks a definition, and writes the query language into each of its states. */
  export default function validate(definition: object): { isValid: boolean; errors: object[] }
}
