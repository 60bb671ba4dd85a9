/** Takes the height of the rows that are not rendered, so that the scroll bar is right. */
export function Spacer({ heightPx }: { heightPx: number }) {
  if (heightPx <= 0) return null
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can take the focus
  return <tr aria-hidden="true" style={{ height: heightPx }} />
}
