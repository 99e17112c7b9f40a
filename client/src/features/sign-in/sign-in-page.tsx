import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call, isRefusal, problemWords, RefusedError } from '../../api.ts'
import { productName, usePageTitle } from '../../frame/page-title.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useSessionEnd } from './session-end.ts'
import './sign-in.css'

/** One message for a wrong email or a wrong password; what was typed stays. */
export function SignInPage({ hasEnded }: { hasEnded: boolean }) {
  const cache = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  /** The password was a one-time one: it is good for choosing another. */
  const [chooses, setChooses] = useState(false)
  const [newPassword, setNewPassword] = useState('')
  const [isShown, setShown] = useState(false)
  const problemRef = useRef<HTMLDivElement>(null)
  usePageTitle('Sign in')
  const signIn = useMutation({
    mutationFn: () =>
      call('POST /api/session', { body: { email, password, ...(chooses ? { newPassword } : {}) } }),
    onError: (error) => {
      if (isRefusal(error, 'choose-password')) setChooses(true)
    },
    onSuccess: (me) => {
      useSessionEnd.setState({ byChoice: false })
      // Whoever was signed in before, their screens are not this person's to see.
      cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] })
      cache.setQueryData(keys.session, me)
    },
  })
  useEffect(() => {
    if (signIn.isError) problemRef.current?.focus()
  }, [signIn.isError, signIn.submittedAt])
  const problem = signIn.isError ? problemWords(signIn.error) : null
  return (
    <main className="sign-in" id="main">
      <form
        className="sign-in-card"
        onSubmit={(event) => {
          event.preventDefault()
          if (!signIn.isPending) signIn.mutate()
        }}
      >
        <p className="product">
          <span className="product-mark" aria-hidden="true" />
          {productName}
        </p>
        <h1>Sign in</h1>
        {hasEnded ? (
          <p className="sign-in-ended" role="status">
            Your session has ended. Sign in to go on where you were: what you typed is kept. If you were in a
            call, they have been asked to wait.
          </p>
        ) : null}
        <div
          ref={problemRef}
          tabIndex={-1}
          className="sign-in-problem"
          role="alert"
          hidden={problem === null}
          id="sign-in-problem"
        >
          {problem?.words}
          {problem === null || problem.ref === null ? null : ` Ref ${problem.ref}`}
        </div>
        <TextField
          label="Email"
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label="Password"
          type={isShown ? 'text' : 'password'}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          after={
            <Button aria-pressed={isShown} aria-label="Show password" onClick={() => setShown(!isShown)}>
              {isShown ? 'Hide' : 'Show'}
            </Button>
          }
        />
        {chooses ? (
          <TextField
            label="New password"
            hint="At least 12 characters. Three or four words do well. From now on you sign in with it."
            type={isShown ? 'text' : 'password'}
            name="new-password"
            autoComplete="new-password"
            required
            value={newPassword}
            error={
              signIn.error instanceof RefusedError
                ? (signIn.error.fields.find(({ field }) => field === 'newPassword')?.words ?? null)
                : null
            }
            onChange={(event) => setNewPassword(event.target.value)}
          />
        ) : null}
        <Button tone="primary" large type="submit" isPending={signIn.isPending}>
          {signIn.isPending ? 'Signing in…' : chooses ? 'Choose and sign in' : 'Sign in'}
        </Button>
        <p className="sign-in-help">Cannot sign in? Ask your administrator to reset your password.</p>
      </form>
    </main>
  )
}
