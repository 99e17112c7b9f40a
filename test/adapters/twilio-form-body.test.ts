import { expect } from 'chai'
import { readForm } from '../../server/adapters/twilio/form-body.ts'

const formType = 'application/x-www-form-urlencoded'
const read = (body: string | Buffer, type: string | undefined = formType) => readForm(Buffer.from(body), type)
const valuesOf = (body: string) => {
  const form = read(body)
  if ('problem' in form) throw new Error(form.problem.words)
  return Object.fromEntries(form.fields)
}
const statusOf = (body: string | Buffer, type?: string) => {
  const form = read(body, type)
  return 'problem' in form ? form.problem.status : 200
}

describe('Webhook form body', () => {
  it('reads escapes, plus signs, empty values, missing equals signs and doubled names in order', () => {
    expect(valuesOf('From=%2B447700900117&Body=a+b%20c%3D&Empty=&Bare&Digits=2&Digits=1&&')).to.deep.equal({
      From: ['+447700900117'],
      Body: ['a b c='],
      Empty: [''],
      Bare: [''],
      Digits: ['2', '1'],
    })
  })

  it('reads any character, escaped or raw, and keeps a byte order mark', () => {
    const text = 'Dydd da 👋🏽 ŵ ‮ <b>'
    expect(valuesOf(`Body=${encodeURIComponent(text)}`)).to.deep.equal({ Body: [text] })
    expect(valuesOf('Body=żółć')).to.deep.equal({ Body: ['żółć'] })
    expect(valuesOf('Body=%EF%BB%BFa')).to.deep.equal({ Body: ['\ufeffa'] })
  })

  it('is not confused by names of object members', () => {
    expect(valuesOf('__proto__=1&constructor=2')).to.have.property('constructor').that.deep.equals(['2'])
  })

  it('takes only forms', () => {
    expect(statusOf('a=1', 'application/x-www-form-urlencoded; charset=UTF-8')).to.equal(200)
    expect(statusOf('a=1', 'APPLICATION/X-WWW-FORM-URLENCODED')).to.equal(200)
    expect(readForm(Buffer.from('a=1'), undefined)).to.have.nested.property('problem.status', 415)
    expect(statusOf('{"a":1}', 'application/json')).to.equal(415)
    expect(statusOf('a=1', 'multipart/form-data; boundary=x')).to.equal(415)
    expect(statusOf('a=1', 'application/x-www-form-urlencodedx')).to.equal(415)
  })

  it('refuses another charset, broken escapes and invalid UTF-8, in names too', () => {
    expect(statusOf('a=1', 'application/x-www-form-urlencoded; charset=iso-8859-1')).to.equal(400)
    for (const body of ['Body=100%', 'Body=%zz', 'Body=%4', '%zz=1', 'Body=%FF', 'Body=%C3', '%E2%82=1']) {
      expect(statusOf(body), body).to.equal(400)
    }
    expect(statusOf(Buffer.from('Body=caf\u00e9', 'latin1'))).to.equal(400)
    // An overlong slash and half a surrogate pair are not UTF-8 either.
    expect(statusOf('Body=%C0%AF')).to.equal(400)
    expect(statusOf('Body=%ED%A0%BD')).to.equal(400)
  })
})
