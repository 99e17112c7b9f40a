export type Photo = { contentType: string; base64: string; preview: string; name: string }

/** Twilio takes no more than 5 MB a message (https://www.twilio.com/docs/messaging/guides/accepted-mime-types, as of 2026-11). */
const mostBytes = 5_000_000

/** Draws a small picture of a payslip, so that nobody has to find one. */
export function samplePhoto(): Photo {
  const canvas = document.createElement('canvas')
  canvas.width = 480
  canvas.height = 320
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser draws no pictures')
  pen.fillStyle = '#f4f1e8'
  pen.fillRect(0, 0, 480, 320)
  pen.fillStyle = '#161d26'
  pen.font = 'bold 28px sans-serif'
  pen.fillText('Payslip', 32, 56)
  pen.font = '20px sans-serif'
  const rows = [
    ['Basic pay, 37.5 h', '£ 571.88'],
    ['Overtime, 4 h', '£ 61.00'],
    ['Deductions', '− £ 104.12'],
    ['Net pay', '£ 528.76'],
  ]
  for (const [at, [label = '', amount = '']] of rows.entries()) {
    pen.fillText(label, 32, 116 + at * 52)
    pen.fillText(amount, 330, 116 + at * 52)
    pen.fillRect(32, 130 + at * 52, 416, 1)
  }
  return { ...split(canvas.toDataURL('image/jpeg', 0.85)), name: 'a sample payslip' }
}

/** A chosen file, or why it cannot be sent. */
export async function chosenPhoto(file: File): Promise<Photo | { refused: string }> {
  if (file.size > mostBytes) return { refused: `${file.name} is larger than 5 MB, which no network carries.` }
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
    reader.addEventListener('error', () => reject(reader.error))
    reader.readAsDataURL(file)
  })
  return { ...split(url), name: file.name }
}

function split(url: string): Omit<Photo, 'name'> {
  const [, contentType = 'application/octet-stream', base64 = ''] =
    /^data:([^;,]+)[^,]*,(.*)$/s.exec(url) ?? []
  return { contentType, base64, preview: url }
}
