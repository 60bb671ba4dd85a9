/** The room of rows that are not drawn, so that the scroll bar tells the truth. */
export function Room({ heightPx }: { heightPx: number }) {
  if (heightPx <= 0) return null
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can take the focus
  return <tr aria-hidden="true" style={{ height: heightPx }} />
}
