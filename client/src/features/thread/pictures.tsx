import { useState } from 'react'
import type { PictureView } from '../../../../server/contract/thread-views.ts'
import { Dialog } from '../../ui/dialog.tsx'

/** Thumbs in reserved space; a press shows the whole picture. */
export function Pictures({ pictures }: { pictures: PictureView[] }) {
  const [open, setOpen] = useState<PictureView | null>(null)
  if (pictures.length === 0) return null
  return (
    <>
      <ul className="pictures">
        {pictures.map((picture) => (
          <li key={picture.id}>
            <button
              type="button"
              aria-label={`Look at ${picture.alt || 'the picture'}`}
              aria-haspopup="dialog"
              onClick={() => setOpen(picture)}
            >
              <img src={picture.url} alt="" width={picture.width} height={picture.height} loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      {open ? (
        <Dialog title={open.alt || 'Picture'} onClose={() => setOpen(null)}>
          <img
            className="picture-whole"
            src={open.url}
            alt={open.alt || 'Picture sent by text'}
            width={open.width}
            height={open.height}
          />
        </Dialog>
      ) : null}
    </>
  )
}
