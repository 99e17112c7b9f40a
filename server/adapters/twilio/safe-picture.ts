/**
 * A file somebody texted us becomes a picture we dare to show, or a sentence saying why not. What it is, is read from
 * its bytes, never from what it calls itself; it is drawn anew, so that nothing of the original file survives: no
 * location, no camera, no second file hidden behind the first.
 */
import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'

export const maxPictureBytes = 5 * 1024 * 1024
/** Longer side after drawing anew. */
const maxSide = 1600
/** A picture that unpacks to more is a bomb, not a photo (a telephone's camera makes 12 to 50 million). */
const maxPixels = 64_000_000

const drawable = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/tiff'])

export interface SafePicture {
  content: Buffer
  sha256: string
  width: number
  height: number
}

export async function safePicture(file: Buffer): Promise<SafePicture | { refused: string }> {
  const type = await fileTypeFromBuffer(file)
  if (type === undefined) return { refused: 'A file of an unknown kind was not kept: only pictures are.' }
  if (!drawable.has(type.mime)) {
    return { refused: `A ${type.ext.toUpperCase()} file was not kept: only pictures are.` }
  }
  try {
    const { data, info } = await sharp(file, { limitInputPixels: maxPixels, failOn: 'error' })
      // Turns it the way the camera meant before that note is lost with the rest.
      .rotate()
      .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
    return {
      content: data,
      sha256: createHash('sha256').update(data).digest('hex'),
      width: info.width,
      height: info.height,
    }
  } catch {
    // sharp says no only in message text; whatever it could not draw, nobody can be shown.
    return {
      refused: `A ${type.ext.toUpperCase()} picture was not kept: it is damaged or too large to draw.`,
    }
  }
}
