import { useState } from 'react'
import { Button, ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { useCourses } from '../hooks/use-table.ts'
import { plural } from '../model/format.ts'
import { Icon } from './Icon.tsx'

interface CourseFieldProps {
  /** The id of a course, or whatever else a request has there. */
  value: string
  onChange: (id: string) => void
  problem?: string | undefined
}

/** The courses as a list that can be searched by typing. */
export function CourseField({ value, onChange, problem }: CourseFieldProps) {
  const { data: courses = [], isPending } = useCourses()
  // The text that is typed is the field's own, and stays while the courses are read: it begins anew only where another course is set
  // from outside. A title that is not read yet comes later.
  const [shown, setShown] = useState({ value, generation: 0 })
  if (shown.value !== value) setShown({ value, generation: shown.generation + 1 })
  const choose = (id: string) => {
    setShown({ ...shown, value: id })
    onChange(id)
  }
  return (
    <ComboBox
      className="field"
      key={shown.generation}
      defaultItems={courses}
      defaultSelectedKey={value === '' ? null : value}
      defaultInputValue={courses.find(({ id }) => id === value)?.title ?? value}
      onSelectionChange={(id) => choose(id === null ? '' : String(id))}
      onInputChange={(text) => text === '' && value !== '' && choose('')}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={problem !== undefined}
      validationBehavior="aria"
    >
      <Label>Course</Label>
      <div className="combo">
        <Input placeholder="Choose a course" />
        <Button className="icon-button" aria-label="Show the courses">
          <Icon name="chevron" />
        </Button>
      </div>
      <FieldError className="check tone-bad">{problem}</FieldError>
      <Popover className="popover">
        <ListBox<(typeof courses)[number]>
          renderEmptyState={() => (
            <p className="option faint">{isPending ? 'The courses are being read.' : 'No course fits.'}</p>
          )}
        >
          {({ id, title, seats, seatsTaken }) => (
            <ListBoxItem id={id} textValue={title} className="option">
              <span>{title}</span>
              <span className="faint">
                {id === title ? '' : `${id} · `}
                {seats > seatsTaken ? `${plural(seats - seatsTaken, 'seat')} free` : 'full'}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
