import { publicUrl } from './webhook-form.ts'

/** Signs one of the demo's people in. Resolves with the cookie of the session. */
export const signedIn = async (port: number, name: string): Promise<string> => {
  const response = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-branchline': '1', origin: publicUrl },
    body: JSON.stringify({ email: `${name}@demo.branchline.test`, password: 'branchline-demo' }),
  })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`Could not sign in: ${response.status} ${await response.text()}`)
  return cookie
}
