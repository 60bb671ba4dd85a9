import { StartedExecution } from './ActDialog.tsx'
import { Dialog, DialogFoot } from './Dialog.tsx'

/** A course was saved, and those who wait for it hear of it by this execution. */
export function PromotionStarted({ arn, onClose }: { arn: string; onClose: () => void }) {
  return (
    <Dialog title="Saved" onClose={onClose}>
      <div className="form">
        <p>Those who wait are called in their order, or cancelled where the course is closed:</p>
        <StartedExecution arn={arn} />
        <DialogFoot>
          <button type="button" className="button primary" onClick={onClose}>
            Close
          </button>
        </DialogFoot>
      </div>
    </Dialog>
  )
}
