/** The option for a field of the request: `--student-number` for StudentNumber. */
export const fieldOption = (field: string): string =>
  `--${field.replace(/(?<=.)[A-Z]/g, (capital) => `-${capital}`).toLowerCase()}`

/** What Commander calls the value of that option: `studentNumber`. */
export const fieldKey = <Field extends string>(field: Field): Uncapitalize<Field> =>
  `${field.charAt(0).toLowerCase()}${field.slice(1)}` as Uncapitalize<Field>
