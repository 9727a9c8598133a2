import { createPublicKey, verify } from 'node:crypto';

/** Whether the hall has signed this. */
export type IsSigned = (bytes: Uint8Array, signature: string) => boolean;

/** @param publicKey Ed25519, 32 bytes in base64url (RFC 8037 `x`) */
export function signatureCheck(publicKey: string): IsSigned {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return (bytes, signature) => verify(null, bytes, key, Buffer.from(signature, 'base64url'));
}
