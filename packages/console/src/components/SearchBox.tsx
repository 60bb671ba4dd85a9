import { Input, SearchField } from 'react-aria-components'

import { Icon } from './Icon.tsx'

interface SearchBoxProps {
  label: string
  value: string
  onChange: (text: string) => void
}

export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  return (
    <search className="search">
      <Icon name="search" />
      <SearchField aria-label={label} autoComplete="off" value={value} onChange={onChange}>
        <Input placeholder={label} />
      </SearchField>
    </search>
  )
}
