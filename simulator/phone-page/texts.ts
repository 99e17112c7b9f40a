import { api, type MessageView } from './api.ts'
import { byId, keepingEndInView, make, setText, syncList } from './dom.ts'
import { act, notice } from './notices.ts'
import { chosenPhoto, type Photo, samplePhoto } from './photo.ts'
import { clockTime, deliveryWords, lineName } from './words.ts'
import type { Store, World } from './world.ts'

type Draft = { body: string; photos: Photo[] }

/** The texts of this telephone both ways, and the composer. What is typed is kept for each person. */
export function showTexts(store: Store): void {
  const log = byId('messages', HTMLDivElement)
  const hint = byId('messages-hint', HTMLParagraphElement)
  const form = byId('text-form', HTMLFormElement)
  const withheld = byId('text-withheld', HTMLParagraphElement)
  const body = byId('text-body', HTMLTextAreaElement)
  const to = byId('text-to', HTMLSelectElement)
  const attached = byId('attached', HTMLUListElement)
  const file = byId('photo-file', HTMLInputElement)
  const drafts = new Map<string, Draft>()
  let shownFor = ''

  const draft = (): Draft => {
    const { me } = store.world
    const found = drafts.get(me) ?? { body: '', photos: [] }
    drafts.set(me, found)
    return found
  }
  const showAttached = () =>
    attached.replaceChildren(
      ...draft().photos.map((photo) => {
        const picture = make('img', '')
        picture.src = photo.preview
        picture.alt = ''
        const remove = make('button', 'quiet', 'Remove')
        remove.type = 'button'
        remove.setAttribute('aria-label', `Remove ${photo.name}`)
        remove.addEventListener('click', () => {
          draft().photos = draft().photos.filter((one) => one !== photo)
          showAttached()
          body.focus()
        })
        return make('li', '', picture, make('span', '', photo.name), remove)
      }),
    )
  const attach = (photo: Photo) => {
    draft().photos.push(photo)
    showAttached()
  }

  store.onDraw((world) => {
    drawLines(world, to)
    const canText = world.me !== 'anonymous' && world.me !== ''
    form.hidden = !canText
    withheld.hidden = world.me !== 'anonymous'
    if (shownFor !== world.me) {
      shownFor = world.me
      body.value = draft().body
      showAttached()
    }
    const shown = [...world.messages.values()]
      .filter((one) => one.from === world.me || one.to === world.me)
      .sort((a, b) => a.at.localeCompare(b.at))
    hint.hidden = shown.length > 0 || !canText
    keepingEndInView(log, () =>
      syncList(log, shown, {
        key: (one) => one.sid,
        version: (one) => `${one.status} ${one.media.length}`,
        make: (one) => bubble(one, world.me),
      }),
    )
  })

  body.addEventListener('input', () => {
    draft().body = body.value
  })
  body.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })
  byId('photo-sample', HTMLButtonElement).addEventListener('click', () => attach(samplePhoto()))
  file.addEventListener('change', () =>
    act(async () => {
      for (const one of file.files ?? []) {
        const photo = await chosenPhoto(one)
        if ('refused' in photo) notice(photo.refused)
        else attach(photo)
      }
      file.value = ''
    }),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const { me } = store.world
    const { body: words, photos } = draft()
    if (words.trim() === '' && photos.length === 0) return body.focus()
    drafts.delete(me)
    body.value = ''
    showAttached()
    act(async () => {
      try {
        const media = photos.map(({ contentType, base64 }) => ({ contentType, base64 }))
        const sent = await api.text({ from: me, to: to.value, body: words, media })
        store.change((world) => void world.messages.set(sent.sid, world.messages.get(sent.sid) ?? sent))
      } catch (error) {
        // Nothing typed is lost: what could not be sent goes back in front of what was typed since.
        const since = drafts.get(me)
        drafts.set(me, {
          body: [words, since?.body].filter(Boolean).join('\n'),
          photos: [...photos, ...(since?.photos ?? [])],
        })
        shownFor = ''
        store.change(() => undefined)
        throw error
      }
    })
    body.focus()
  })
}

/** The lines that take texts; one alone is named, several are a choice. */
function drawLines(world: World, to: HTMLSelectElement): void {
  const lines = world.lines.filter((line) => line.smsUrl)
  const state = JSON.stringify(lines)
  if (to.dataset['drawn'] === state) return
  to.dataset['drawn'] = state
  to.replaceChildren(
    ...lines.map((line) => {
      const option = make('option', '', lineName(line))
      option.value = line.phoneNumber
      return option
    }),
  )
  const [only] = lines
  byId('text-to-field', HTMLDivElement).hidden = lines.length < 2
  setText(
    byId('text-line', HTMLParagraphElement),
    only && lines.length === 1 ? `with ${lineName(only)}` : lines.length === 0 ? 'No line takes texts.' : '',
  )
}

function bubble(message: MessageView, me: string): HTMLElement {
  const isMine = message.from === me
  const item = make('div', `bubble ${isMine ? 'mine' : 'theirs'}`)
  item.append(make('span', 'visually-hidden', isMine ? 'You: ' : 'The union: '))
  for (const medium of message.media) {
    const picture = make('img', '')
    picture.src = medium.url
    picture.alt = isMine ? 'Photo you sent' : 'Photo from the union'
    item.append(picture)
  }
  if (message.body) item.append(make('p', 'body', message.body))
  const state = make('p', 'delivery', `${clockTime(message.at).slice(0, 5)} · ${deliveryWords(message)}`)
  if (message.status === 'failed' || message.status === 'undelivered') state.classList.add('bad')
  item.append(state)
  return item
}
