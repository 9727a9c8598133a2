import { createHmac } from 'node:crypto';

/** The six digits this person set for their social-security card; the street panel knows them, as its owner does. */
export const socialCardPassword = (seed: string, citizen: string): string =>
  String(
    createHmac('sha256', seed).update(`social card ${citizen}`).digest().readUInt32BE(0) % 1_000_000,
  ).padStart(6, '0');
