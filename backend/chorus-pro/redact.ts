/** What stands where a secret was. */
const REDACTED = '[redacted]';

/** Shorter secrets are not looked for: they would be found in ordinary words. */
const SECRET_CHARACTERS_MIN = 6;

/** Takes secrets out of a text that the other side wrote. */
export type Redact = (text: string) => string;

/** Makes a cleaner for the secrets of one call: what we send may come back in an error, and errors are kept. */
export function makeRedact(secrets: readonly string[]): Redact {
  const written = new Set(
    secrets.filter((secret) => secret.length >= SECRET_CHARACTERS_MIN).flatMap(waysToWrite),
  );
  return (text) =>
    [...written].reduce((cleaned, secret) => cleaned.replaceAll(secret, REDACTED), text);
}

/** As it is, in a form, in an address, in JSON. */
function waysToWrite(secret: string): readonly string[] {
  const inForm = new URLSearchParams([['', secret]]).toString().slice(1);
  return [secret, inForm, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
}
