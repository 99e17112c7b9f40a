/**
 * The simulator's fixed, published credentials. They have Twilio's shape and are secret from nobody:
 * a production configuration of the product must refuse to start with any of them.
 */
export const demoAccount = {
  accountSid: 'AC51a01a70c0ffee00000000000000b12a',
  authToken: 'b5a7c11e51a01a7e0000000000000001',
  apiKeySid: 'SK51a01a70c0ffee00000000000000b12a',
  apiKeySecret: 'simulatedSecretNotForProduction1',
  twimlAppSid: 'AP51a01a70c0ffee00000000000000b12a',
} as const
