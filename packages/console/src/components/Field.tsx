import { FieldError, Input, Label, Text, TextField, type TextFieldProps } from 'react-aria-components'

interface FieldProps extends Omit<TextFieldProps, 'children' | 'className'> {
  label: string
  /** What the field is for, or how it is written. */
  hint?: string | undefined
  /** What is wrong with the value. */
  problem?: string | undefined
  placeholder?: string | undefined
  list?: string | undefined
}

/** A text field with its label, its hint and what is wrong with its value. */
export function Field({ label, hint, problem, placeholder, list, ...field }: FieldProps) {
  return (
    <TextField
      autoComplete="off"
      {...field}
      className="field"
      isInvalid={problem !== undefined}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      <Input {...(placeholder !== undefined && { placeholder })} {...(list !== undefined && { list })} />
      {hint !== undefined && (
        <Text slot="description" className="faint">
          {hint}
        </Text>
      )}
      <FieldError className="check tone-bad">{problem}</FieldError>
    </TextField>
  )
}
