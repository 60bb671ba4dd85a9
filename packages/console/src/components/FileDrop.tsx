import { type DragEvent, useState } from 'react'
import { Icon } from './Icon.tsx'

interface FileDropProps {
  label: string
  /** Which files are meant. */
  hint: string
  disabled?: boolean
  onFile: (file: File) => void
}

/** A place to drop a file on, or to choose one with the keyboard. */
export function FileDrop({ label, hint, disabled = false, onFile }: FileDropProps) {
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file !== undefined && !disabled) onFile(file)
  }
  const drag = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <label className="file-drop" data-over={over} onDragOver={drag} onDragLeave={() => setOver(false)} onDrop={drop}>
      <Icon name="plus" size={20} />
      <span className="notice-title">{label}</span>
      <span className="faint">{hint}</span>
      <input
        type="file"
        accept=".csv,.tsv,.txt,.jsonl,.ndjson,text/csv"
        className="sr-only"
        disabled={disabled}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          // The same file may be chosen again once it is corrected.
          event.target.value = ''
          if (file !== undefined) onFile(file)
        }}
      />
    </label>
  )
}
