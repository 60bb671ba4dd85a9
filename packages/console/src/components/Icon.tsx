/** Line icons of 16 px. All are decoration: what they mean stands beside them in words. */
const PATHS = {
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  caught: 'M12 4v3.5a3 3 0 0 1-3 3H4.5M7 7.5l-3 3 3 3',
  stop: 'M5 5h6v6H5z',
  dash: 'M4 8h8',
  clock: 'M8 4v4l2.5 2',
  redrive: 'M12.5 8a4.5 4.5 0 1 1-1.4-3.3M12.5 2.5v2.8H9.7',
  play: 'M5.5 3.8l6.5 4.2-6.5 4.2z',
  pause: 'M5.5 4v8M10.5 4v8',
  plus: 'M8 3.5v9M3.5 8h9',
  minus: 'M3.5 8h9',
  whole: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  copy: 'M6 6h6.5v6.5H6zM3.5 10V3.5H10',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5L14 14',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.5v1.7M8 12.8v1.7M1.5 8h1.7M12.8 8h1.7M3.4 3.4l1.2 1.2M11.4 11.4l1.2 1.2M3.4 12.6l1.2-1.2M11.4 4.6l1.2-1.2',
  moon: 'M13.2 9.6A5.5 5.5 0 0 1 6.4 2.8a5.5 5.5 0 1 0 6.8 6.8z',
  eye: 'M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8zM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  eyeOff:
    'M2.5 2.5l11 11M6.3 4.1A6.6 6.6 0 0 1 8 3.8c4 0 6.2 4.2 6.2 4.2a11 11 0 0 1-1.9 2.4M4.2 5.3A10.6 10.6 0 0 0 1.8 8S4 12.2 8 12.2c1 0 1.9-.3 2.7-.7',
  chevron: 'M6 4l4 4-4 4',
  back: 'M10 4L6 8l4 4',
  graph: 'M5.5 2.5h5v3h-5zM2.5 10.5h4v3h-4zM9.5 10.5h4v3h-4zM8 5.5V8M4.5 10.5V8h7v2.5',
  download: 'M8 3v7M5 7.5L8 10.5l3-3M3 13h10',
  edit: 'M3.5 12.5l.6-2.6 6.6-6.6 2 2-6.6 6.6z',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
