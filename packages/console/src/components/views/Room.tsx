/** The room of rows that are not drawn, so that the scroll bar tells the truth. */
export function Room({ heightPx }: { heightPx: number }) {
  return heightPx <= 0 ? null : <tr role="presentation" style={{ height: heightPx }} />
}
