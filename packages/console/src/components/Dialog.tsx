import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Icon } from './Icon.tsx'

interface DialogProps {
  title: string
  onClose: () => void
  children: ReactNode
  /** It asks about something that cannot be undone: a screen reader then reads all of it. */
  alert?: boolean
}

/** A modal dialog. What stands below it in a `DialogFoot` is always to be seen, however long the rest is. */
export function Dialog({ title, onClose, children, alert = false }: DialogProps) {
  return (
    <ModalOverlay isOpen onOpenChange={(open) => open || onClose()} className="backdrop">
      <Modal className="modal">
        <AriaDialog role={alert ? 'alertdialog' : 'dialog'} className="dialog">
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
              <Icon name="cross" />
            </button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** `onCancel`: a button to leave everything as it is comes first. */
export function DialogFoot({ onCancel, children }: { onCancel?: () => void; children: ReactNode }) {
  return (
    <div className="dialog-foot">
      {onCancel !== undefined && (
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      )}
      {children}
    </div>
  )
}
