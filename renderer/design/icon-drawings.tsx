import type { ReactNode } from 'react';

/**
 * Drawn on a 32 grid with a 2 unit round line and a 3 unit margin. `tint` marks the one pale celadon shape
 * under the line; high contrast switches it off by its colour token.
 */
export const ICONS = {
  'arrow-right': (
    <>
      <path d="M5 16h21.5M18.5 7.5L27 16l-8.5 8.5" />
    </>
  ),
  elder: (
    <>
      <circle className="tint" cx="12" cy="9" r="4.5" />
      <circle cx="12" cy="9" r="4.5" />
      <path d="M4 27v-2.5A7.5 7.5 0 0 1 11.5 17h1a7.5 7.5 0 0 1 5 1.9" />
      <path d="M18 28l4.6-11.5h.8L28 28M19.6 24.3h6.8" />
    </>
  ),
  globe: (
    <>
      <circle className="tint" cx="16" cy="16" r="11" />
      <circle cx="16" cy="16" r="11.5" />
      <path d="M4.5 16h23M16 4.5c3.4 3 5 7 5 11.5s-1.6 8.5-5 11.5c-3.4-3-5-7-5-11.5s1.6-8.5 5-11.5z" />
    </>
  ),
  speaker: (
    <>
      <path className="tint" d="M5 12.5h5l7-5.5v18l-7-5.5H5z" />
      <path d="M5 12.5h5l7-5.5v18l-7-5.5H5z" />
      <path d="M21.5 12a5.5 5.5 0 0 1 0 8M24.8 8.5a10.5 10.5 0 0 1 0 15" />
    </>
  ),
  contrast: (
    <>
      <circle cx="16" cy="16" r="11.5" />
      <path d="M16 4.5a11.5 11.5 0 0 1 0 23z" fill="currentColor" />
    </>
  ),
  'chevron-down': (
    <>
      <path d="M7 12l9 9 9-9" />
    </>
  ),
  headset: (
    <>
      <path className="tint" d="M8 17h4v8H8zM20 17h4v8h-4z" />
      <path d="M6 19v-3a10 10 0 0 1 20 0v3" />
      <path d="M6 18.5h3.2a1.3 1.3 0 0 1 1.3 1.3v4.4a1.3 1.3 0 0 1-1.3 1.3H8a2 2 0 0 1-2-2z" />
      <path d="M26 18.5h-3.2a1.3 1.3 0 0 0-1.3 1.3v4.4a1.3 1.3 0 0 0 1.3 1.3H24a2 2 0 0 0 2-2z" />
      <path d="M26 22v2.5a3.5 3.5 0 0 1-3.5 3.5H17" />
    </>
  ),
  'check-circle': (
    <>
      <circle className="tint" cx="16" cy="16" r="11.5" />
      <circle cx="16" cy="16" r="11.5" />
      <path d="M10.5 16.5l4 4 7.5-8.5" />
    </>
  ),
  lock: (
    <>
      <path className="tint" d="M6.5 14h19v13h-19z" />
      <rect x="6" y="14" width="20" height="13.5" rx="2.5" />
      <path d="M10.5 14v-3.5a5.5 5.5 0 0 1 11 0V14M16 19.5v3" />
    </>
  ),
  'arrow-left': (
    <>
      <path d="M27 16H5.5M13.5 7.5L5 16l8.5 8.5" />
    </>
  ),
  home: (
    <>
      <path className="tint" d="M8 14.5L16 7l8 7.5V26H8z" />
      <path d="M4.5 15.5L16 5l11.5 10.5" />
      <path d="M7.5 13v13.5h17V13" />
      <path d="M13 26.5v-8h6v8" />
    </>
  ),
  'text-size': (
    <>
      <path d="M3.5 25L10.5 7h1.2l7 18M6 19h10.2" />
      <path d="M19.8 25l4.2-11h1l4.2 11M21.3 21.4h6.4" />
    </>
  ),
  exit: (
    <>
      <path className="tint" d="M6 5h13v22H6z" />
      <path d="M20 10V6.5a1.5 1.5 0 0 0-1.5-1.5h-11A1.5 1.5 0 0 0 6 6.5v19A1.5 1.5 0 0 0 7.5 27h11a1.5 1.5 0 0 0 1.5-1.5V22" />
      <path d="M13 16h15M23.5 11L28.5 16l-5 5" />
    </>
  ),
  'eye-off': (
    <>
      <path d="M12.8 8a12 12 0 0 1 3.2-.5c8 0 12.5 8.5 12.5 8.5a21 21 0 0 1-3.3 4.4M20.5 23.5a11 11 0 0 1-4.5 1C8 24.5 3.5 16 3.5 16A21 21 0 0 1 9 9.7" />
      <path d="M13.3 13.3a3.8 3.8 0 0 0 5.4 5.4M5 5l22 22" />
    </>
  ),
  search: (
    <>
      <circle className="tint" cx="14" cy="14" r="8.5" />
      <circle cx="14" cy="14" r="9" />
      <path d="M20.7 20.7L27.5 27.5" />
    </>
  ),
  'shield-yuan': (
    <>
      <path className="tint" d="M16 4.5l10 3.5v8c0 6-4.2 9.8-10 12-5.8-2.2-10-6-10-12V8z" />
      <path d="M16 4.3l10.5 3.7v8c0 6.2-4.5 10-10.5 12.2C10 26 5.5 22.2 5.5 16V8z" />
      <path d="M12.5 11l3.5 4 3.5-4M16 15v6.5M13 16.5h6M13 19.2h6" />
    </>
  ),
  'chevron-right': (
    <>
      <path d="M12.5 7l9 9-9 9" />
    </>
  ),
  'heart-yuan': (
    <>
      <path
        className="tint"
        d="M16 26.5S4.5 20 4.5 12A6 6 0 0 1 16 9.5 6 6 0 0 1 27.5 12c0 8-11.5 14.5-11.5 14.5z"
      />
      <path d="M16 27S4.5 20.5 4.5 12A6.3 6.3 0 0 1 16 9a6.3 6.3 0 0 1 11.5 3c0 8.5-11.5 15-11.5 15z" />
      <path d="M12.5 12.5l3.5 4 3.5-4M16 16.5v5.5M13 18h6" />
    </>
  ),
  'clipboard-plus': (
    <>
      <path className="tint" d="M8 5h16v22H8z" />
      <path d="M12 6.5H8.5A1.5 1.5 0 0 0 7 8v18a1.5 1.5 0 0 0 1.5 1.5h15A1.5 1.5 0 0 0 25 26V8a1.5 1.5 0 0 0-1.5-1.5H20" />
      <rect x="12" y="4" width="8" height="5" rx="1.5" />
      <path d="M16 13.5v8M12 17.5h8" />
    </>
  ),
  plane: (
    <>
      <path className="tint" d="M14 5h4v20h-4z" />
      <path d="M16 3.5c1.4 0 2.2 1.6 2.2 3.6v4.4l9.3 6v3l-9.3-3v5.2l3 2.3v2.5L16 26l-5.2 1.5V25l3-2.3v-5.2l-9.3 3v-3l9.3-6V7.1c0-2 .8-3.6 2.2-3.6z" />
    </>
  ),
  book: (
    <>
      <path className="tint" d="M6 5h18v22H6z" />
      <path d="M8.5 4.5H25V23H8.5A2.5 2.5 0 0 0 6 25.5v-18.5a2.5 2.5 0 0 1 2.5-2.5z" />
      <path d="M6 25.5A2 2 0 0 0 8 27.5h17V23M12 10.5h7.5M12 15h5" />
    </>
  ),
  bus: (
    <>
      <path className="tint" d="M6 6h20v11H6z" />
      <path d="M6 8a3 3 0 0 1 3-3h14a3 3 0 0 1 3 3v16.5H6zM6 17h20M16 5v12M9 24.5V27M23 24.5V27M10 20.8h.1M22 20.8h.1" />
    </>
  ),
  receipt: (
    <>
      <path className="tint" d="M7.5 4.5h17v21h-17z" />
      <path d="M7.5 27.5v-23h17v23l-2.85-2-2.85 2-2.8-2-2.8 2-2.85-2z" />
      <path d="M12 11h8M12 16h8M12 21h4" />
    </>
  ),
  baby: (
    <>
      <circle className="tint" cx="16" cy="16.5" r="10" />
      <circle cx="16" cy="17" r="10.5" />
      <path d="M12.3 16.2v.6M19.7 16.2v.6M12.5 20.5a5 5 0 0 0 7 0M16 6.5c-2.5-.3-2.7-3.5 0-3.5 2 0 2.5 2 1 2.7" />
    </>
  ),
  graduation: (
    <>
      <path className="tint" d="M8 14v8c2 3 14 3 16 0v-8l-8 4z" />
      <path d="M2.5 12.5L16 6l13.5 6.5L16 19z" />
      <path d="M8.5 15.5v7c3 3.3 12 3.3 15 0v-7M27 14v7.5" />
    </>
  ),
  briefcase: (
    <>
      <path className="tint" d="M4.5 10.5h23v9h-23z" />
      <rect x="4" y="10" width="24" height="16.5" rx="2.5" />
      <path d="M11.5 10V7.5A2 2 0 0 1 13.5 5.5h5a2 2 0 0 1 2 2V10M4 17.5c7 4 17 4 24 0M16 17.5v3.5" />
    </>
  ),
  rings: (
    <>
      <circle className="tint" cx="11.5" cy="19" r="6.5" />
      <circle cx="11.5" cy="19" r="7.5" />
      <path d="M16.8 12.9a7.5 7.5 0 1 1 0 12.2" />
      <path d="M18 5l2.5-1.5L23 5l-2.5 4z" />
    </>
  ),
  house: (
    <>
      <path className="tint" d="M7 14l9-7.5 9 7.5v12.5H7z" />
      <path d="M4 15.5L16 5.5l12 10M7.5 13v14h17V13M13 27v-7.5h6V27" />
    </>
  ),
  'heart-pulse': (
    <>
      <path
        className="tint"
        d="M16 26.5S4.5 20 4.5 12A6 6 0 0 1 16 9.5 6 6 0 0 1 27.5 12c0 8-11.5 14.5-11.5 14.5z"
      />
      <path d="M16 27S4.5 20.5 4.5 12A6.3 6.3 0 0 1 16 9a6.3 6.3 0 0 1 11.5 3c0 8.5-11.5 15-11.5 15z" />
      <path d="M7.5 17H12l2-4 3.5 7 1.8-3h4.7" />
    </>
  ),
  shop: (
    <>
      <path className="tint" d="M6 14h20v13H6z" />
      <path d="M6.5 15v12h19V15M5 6h22l1.5 6a3.2 3.2 0 0 1-6.2.3 3.2 3.2 0 0 1-6.3 0 3.2 3.2 0 0 1-6.3 0A3.2 3.2 0 0 1 3.5 12zM13 27v-6.5h6V27" />
    </>
  ),
  car: (
    <>
      <path className="tint" d="M4.5 16h23v7h-23z" />
      <path d="M6 16l2.4-6.6A3 3 0 0 1 11.2 7.5h9.6a3 3 0 0 1 2.8 1.9L26 16M4.5 23.5V18A2 2 0 0 1 6.5 16h19a2 2 0 0 1 2 2v5.5zM7 23.5v3M25 23.5v3M9.5 19.7h.1M22.5 19.7h.1" />
    </>
  ),
  'shield-star': (
    <>
      <path className="tint" d="M16 4l10 3.5V16c0 6-4 9.8-10 12-6-2.2-10-6-10-12V7.5z" />
      <path d="M16 4l10.5 3.7V16c0 6.2-4.5 10-10.5 12.2C10 26 5.5 22.2 5.5 16V7.7z" />
      <path d="M16 10.5l1.8 3.7 4 .5-2.9 2.8.7 4-3.6-1.9-3.6 1.9.7-4-2.9-2.8 4-.5z" />
    </>
  ),
  wheelchair: (
    <>
      <circle cx="13" cy="5.8" r="2.5" />
      <path className="tint" d="M13.5 12h6v8h-6z" />
      <path d="M13 10.5V19h8.5l3 7.5 3-1M13 13.5h7" />
      <path d="M9.8 15.5a7 7 0 1 0 8.7 9.3" />
    </>
  ),
  tree: (
    <>
      <path className="tint" d="M16 4l8 9h-4l6 8H6l6-8H8z" />
      <path d="M16 3.5l7.5 9H20l6 8.5H6l6-8.5H8.5zM16 21v7M11.5 28h9" />
    </>
  ),
  bulb: (
    <>
      <path className="tint" d="M10 13a6 6 0 1 1 12 0c0 4-3 5-3 8h-6c0-3-3-4-3-8z" />
      <path d="M12.5 21.5c0-3.5-4-5-4-9.5a7.5 7.5 0 0 1 15 0c0 4.5-4 6-4 9.5zM12.8 25h6.4M14 28h4" />
    </>
  ),
  scales: (
    <>
      <path className="tint" d="M3.5 17.5h9a4.5 4.5 0 0 1-9 0zM19.5 17.5h9a4.5 4.5 0 0 1-9 0z" />
      <path d="M16 4.5V27M10.5 27.5h11M6.5 8.5h19M8 8.5l-4.5 9h9zM24 8.5l-4.5 9h9zM3.5 17.5a4.5 4.5 0 0 0 9 0M19.5 17.5a4.5 4.5 0 0 0 9 0" />
    </>
  ),
  lotus: (
    <>
      <path className="tint" d="M16 6c3.5 3.5 4 9 0 14-4-5-3.5-10.5 0-14z" />
      <path d="M16 5.5c3.7 3.7 4 9.5 0 15-4-5.5-3.7-11.3 0-15z" />
      <path d="M16 20.5c-6.5 1.5-10.5-2-12-8.5 3 .1 5.3 1 7.2 2.7M16 20.5c6.5 1.5 10.5-2 12-8.5-3 .1-5.3 1-7.2 2.7" />
      <path d="M7 26.5c6-2 12-2 18 0" />
    </>
  ),
  government: (
    <>
      <path className="tint" d="M6 12h20v15H6z" />
      <path d="M3.5 27.5h25M5.5 12L16 5l10.5 7z" />
      <path d="M8 16v8M13.3 16v8M18.7 16v8M24 16v8" />
    </>
  ),
  grid: (
    <>
      <path className="tint" d="M5 5h9v9H5z" />
      <rect x="5" y="5" width="9" height="9" rx="2" />
      <rect x="18" y="5" width="9" height="9" rx="2" />
      <rect x="5" y="18" width="9" height="9" rx="2" />
      <rect x="18" y="18" width="9" height="9" rx="2" />
    </>
  ),
  clock: (
    <>
      <circle className="tint" cx="16" cy="16" r="11.5" />
      <circle cx="16" cy="16" r="11.5" />
      <path d="M16 9.5V16l4.5 2.8" />
    </>
  ),
  close: (
    <>
      <path d="M8 8l16 16M24 8L8 24" />
    </>
  ),
  'chevron-left': (
    <>
      <path d="M19.5 7l-9 9 9 9" />
    </>
  ),
  backspace: (
    <>
      <path className="tint" d="M11 7h17v18H11l-7-9z" />
      <path d="M11.5 7H26a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H11.5L4 16zM15.5 12.5l7 7M22.5 12.5l-7 7" />
    </>
  ),
  check: (
    <>
      <path d="M6 16.5l7 7L26.5 9" />
    </>
  ),
  scan: (
    <>
      <path className="tint" d="M10 8h12v16H10z" />
      <path d="M4.5 10V6.5a2 2 0 0 1 2-2H10M22 4.5h3.5a2 2 0 0 1 2 2V10M27.5 22v3.5a2 2 0 0 1-2 2H22M10 27.5H6.5a2 2 0 0 1-2-2V22" />
      <path d="M10.5 10h11v12h-11zM4.5 16h23" />
    </>
  ),
  'shield-check': (
    <>
      <path className="tint" d="M16 4.5l10 3.5v8c0 6-4.2 9.8-10 12-5.8-2.2-10-6-10-12V8z" />
      <path d="M16 4.3l10.5 3.7v8c0 6.2-4.5 10-10.5 12.2C10 26 5.5 22.2 5.5 16V8z" />
      <path d="M11.5 16l3.3 3.3 5.7-6.3" />
    </>
  ),
  counter: (
    <>
      <path className="tint" d="M4.5 18h23v9h-23z" />
      <circle cx="16" cy="8.5" r="3.8" />
      <path d="M9 18a7 7 0 0 1 14 0M3.5 18h25M5.5 18v9.5h21V18M14 22.5h4" />
    </>
  ),
  info: (
    <>
      <circle className="tint" cx="16" cy="16" r="11.5" />
      <circle cx="16" cy="16" r="11.5" />
      <path d="M16 15v7M16 10.2v.1" />
    </>
  ),
  warning: (
    <>
      <path className="tint" d="M16 6l11 19.5H5z" />
      <path d="M14.4 5.9L4.6 23.6A1.9 1.9 0 0 0 6.2 26.5h19.6a1.9 1.9 0 0 0 1.6-2.9L17.6 5.9a1.85 1.85 0 0 0-3.2 0z" />
      <path d="M16 12.5v6M16 22.4v.1" />
    </>
  ),
  camera: (
    <>
      <path className="tint" d="M4.5 10h23v15h-23z" />
      <path d="M4.5 12A2.5 2.5 0 0 1 7 9.5h4l2-3h6l2 3h4a2.5 2.5 0 0 1 2.5 2.5v11a2.5 2.5 0 0 1-2.5 2.5H7A2.5 2.5 0 0 1 4.5 23z" />
      <circle cx="16" cy="17" r="4.8" />
    </>
  ),
  'pen-line': (
    <>
      <path className="tint" d="M20 6l6 6-9 9-6-6z" />
      <path d="M19.5 6.5l6 6-9.8 9.8-7.2 1.2 1.2-7.2zM5 28h22" />
      <path d="M16.5 9.5l6 6" />
    </>
  ),
  undo: (
    <>
      <path d="M11 6L5.5 11.5 11 17" />
      <path d="M6 11.5h12.5a7.5 7.5 0 0 1 0 15H12" />
    </>
  ),
  rewrite: (
    <>
      <path d="M26 10.5A11 11 0 0 0 6 12.5M6 21.5a11 11 0 0 0 20-2" />
      <path d="M26.5 4.5v6.5H20M5.5 27.5V21H12" />
    </>
  ),
  finger: (
    <>
      <path className="tint" d="M10 15V7a2 2 0 0 1 4 0v7h8a4 4 0 0 1 4 4v4a6 6 0 0 1-6 6h-5l-7-8z" />
      <path d="M12.5 17V6.5a2.2 2.2 0 0 1 4.4 0V14h6.1a4 4 0 0 1 4 4v3.5a6.5 6.5 0 0 1-6.5 6.5H17a5 5 0 0 1-4-2l-5.5-7.2a2.2 2.2 0 0 1 3.3-2.9z" />
    </>
  ),
  document: (
    <>
      <path className="tint" d="M7.5 4.5h11l6 6v17h-17z" />
      <path d="M18.5 4.5H9A1.5 1.5 0 0 0 7.5 6v20A1.5 1.5 0 0 0 9 27.5h14a1.5 1.5 0 0 0 1.5-1.5V10.5z" />
      <path d="M18.5 4.5v6h6M12 16.5h8M12 21.5h8" />
    </>
  ),
  'id-card': (
    <>
      <rect className="tint" x="3.5" y="7" width="25" height="18" rx="3" />
      <rect x="3.5" y="7" width="25" height="18" rx="3" />
      <circle cx="21.5" cy="13.7" r="2.4" />
      <path d="M17.5 20.5a4 4 0 0 1 8 0M7.5 12.5h6M7.5 16.5h5M7.5 20.5h6" />
    </>
  ),
  pencil: (
    <>
      <path className="tint" d="M19 8l5 5L11 26l-6 1 1-6z" />
      <path d="M18.5 8.5l5 5M20.3 6.7a2.4 2.4 0 0 1 3.4 0l1.6 1.6a2.4 2.4 0 0 1 0 3.4L11.5 25.5 5 27l1.5-6.5z" />
    </>
  ),
  'face-5': (
    <>
      <circle className="tint" cx="16" cy="16" r="12" />
      <circle cx="16" cy="16" r="12" />
      <path d="M11.5 12.8v.9M20.5 12.8v.9M10.5 18.9q5.5 7 11 0" />
    </>
  ),
  'face-4': (
    <>
      <circle className="tint" cx="16" cy="16" r="12" />
      <circle cx="16" cy="16" r="12" />
      <path d="M11.5 12.8v.9M20.5 12.8v.9M10.5 19.2q5.5 3.9 11 0" />
    </>
  ),
  'face-3': (
    <>
      <circle className="tint" cx="16" cy="16" r="12" />
      <circle cx="16" cy="16" r="12" />
      <path d="M11.5 12.8v.9M20.5 12.8v.9M10.5 19.5q5.5 0 11 0" />
    </>
  ),
  'face-2': (
    <>
      <circle className="tint" cx="16" cy="16" r="12" />
      <circle cx="16" cy="16" r="12" />
      <path d="M11.5 12.8v.9M20.5 12.8v.9M10.5 19.8q5.5 -3.9 11 0" />
    </>
  ),
  calendar: (
    <>
      <path className="tint" d="M5.5 7h21v6h-21z" />
      <rect x="5" y="6.5" width="22" height="20.5" rx="2.5" />
      <path d="M5 13h22M11 3.5v5M21 3.5v5" />
      <path d="M11 18.5h4v4h-4z" />
    </>
  ),
  printer: (
    <>
      <path className="tint" d="M5 12h22v10H5z" />
      <path d="M9.5 11.5V5h13v6.5M9.5 22.5H7A2.5 2.5 0 0 1 4.5 20v-6A2.5 2.5 0 0 1 7 11.5h18a2.5 2.5 0 0 1 2.5 2.5v6a2.5 2.5 0 0 1-2.5 2.5h-2.5" />
      <path d="M9.5 18.5h13V27h-13zM23 15.2v.1" />
    </>
  ),
  walk: (
    <>
      <circle cx="17" cy="5.5" r="2.3" />
      <path d="M12 14.5l4-4 2.5 5.5 4.5 2M16 10.5l-1.5 8 4 4 1 6M14.5 18.5L13 23l-4 5.5" />
    </>
  ),
  pause: (
    <>
      <path d="M11 7v18M21 7v18" strokeWidth="4" />
    </>
  ),
  octagon: (
    <>
      <path className="tint" d="M11.3 4.5h9.4l6.8 6.8v9.4l-6.8 6.8h-9.4l-6.8-6.8v-9.4z" />
      <path d="M11.3 4.5h9.4l6.8 6.8v9.4l-6.8 6.8h-9.4l-6.8-6.8v-9.4z" />
      <path d="M16 10v7.5M16 21.9v.1" />
    </>
  ),
  'face-1': (
    <>
      <circle className="tint" cx="16" cy="16" r="12" />
      <circle cx="16" cy="16" r="12" />
      <path d="M11.5 12.8v.9M20.5 12.8v.9M10.5 21.5q5.5 -7 11 0" />
    </>
  ),
  eye: (
    <>
      <path className="tint" d="M3.5 16S8 7.5 16 7.5 28.5 16 28.5 16 24 24.5 16 24.5 3.5 16 3.5 16z" />
      <path d="M3.5 16S8 7.5 16 7.5 28.5 16 28.5 16 24 24.5 16 24.5 3.5 16 3.5 16z" />
      <circle cx="16" cy="16" r="3.8" />
    </>
  ),
  phone: (
    <>
      <path
        className="tint"
        d="M9 5.5h4l2 6-3 2.2a15 15 0 0 0 6.3 6.300L20.5 17l6 2v4a3.5 3.5 0 0 1-4 3.500C13 25 7 19 5.5 9.500A3.5 3.5 0 0 1 9 5.500z"
      />
      <path d="M8.5 4.500h3.700a1.5 1.5 0 0 1 1.4 1l1.5 4.400a1.5 1.5 0 0 1-.5 1.700L12.3 13.400a14 14 0 0 0 6.3 6.300l1.8-2.300a1.5 1.5 0 0 1 1.7-.5l4.4 1.500a1.5 1.5 0 0 1 1 1.400v3.700a4 4 0 0 1-4.5 4C12.5 26 6 19.5 4.5 9a4 4 0 0 1 4-4.500z" />
    </>
  ),
  plus: (
    <>
      <path d="M16 6v20M6 16h20" />
    </>
  ),
  minus: (
    <>
      <path d="M6 16h20" />
    </>
  ),
  sunrise: (
    <>
      <path className="tint" d="M9 21a7 7 0 0 1 14 0z" />
      <path d="M9 21a7 7 0 0 1 14 0M4 21h24M9 26h14M16 5v4.500M6.5 10.500l2.8 2.800M25.5 10.500l-2.8 2.8" />
    </>
  ),
  sun: (
    <>
      <circle className="tint" cx="16" cy="16" r="5.5" />
      <circle cx="16" cy="16" r="5.5" />
      <path d="M16 3.500v3M16 25.500v3M3.5 16h3M25.5 16h3M7.2 7.200l2.1 2.100M22.7 22.700l2.1 2.100M24.8 7.200l-2.1 2.100M9.3 22.700l-2.1 2.1" />
    </>
  ),
  yuan: (
    <>
      <circle className="tint" cx="16" cy="16" r="11.5" />
      <circle cx="16" cy="16" r="11.5" />
      <path d="M12 10l4 5 4-5M16 15v7.500M12.5 16.500h7M12.5 19.500h7" />
    </>
  ),
  pin: (
    <>
      <path
        className="tint"
        d="M16 4.500a8.5 8.5 0 0 1 8.5 8.500c0 6-8.5 14-8.5 14S7.5 19 7.5 13A8.5 8.5 0 0 1 16 4.500z"
      />
      <path d="M16 4.500a8.5 8.5 0 0 1 8.5 8.500c0 6-8.5 14.5-8.5 14.500S7.5 19 7.5 13A8.5 8.5 0 0 1 16 4.500z" />
      <circle cx="16" cy="13" r="3" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;
export type IconName = keyof typeof ICONS;
