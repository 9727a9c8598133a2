import { describe, expect, test } from 'vitest';
import { problemOfShared } from './shared-parts.ts';

const brokerCredentials = 'file';

describe('what copies share', () => {
  test.each([
    {},
    { database: 'postgres://hall@localhost/hall' },
    { database: 'postgres://hall@127.0.0.1:5433/hall' },
    { database: 'postgresql://hall@db.example.invalid/hall?sslmode=verify-full&sslrootcert=ca.pem' },
    { broker: 'mqtt://127.0.0.1:1884', brokerCredentials },
    { broker: 'mqtts://broker.example.invalid:8883', brokerCredentials, brokerCa: 'ca.pem' },
  ])('may be %j', (options) => {
    expect(problemOfShared(options)).toBeNull();
  });

  test.each([
    [{ database: 'postgres://hall:secret@localhost/hall' }, /PGPASSWORD/],
    [{ database: 'postgres://hall@db.example.invalid/hall' }, /sslmode/],
    [{ database: 'postgres://hall@db.example.invalid/hall?sslmode=prefer' }, /sslmode/],
    [{ database: 'mysql://hall@localhost/hall' }, /postgres:/],
    [{ database: 'hall' }, /postgres:/],
    [{ broker: 'mqtt://127.0.0.1' }, /go together/],
    [{ brokerCredentials }, /go together/],
    [{ brokerCa: 'ca.pem' }, /--broker/],
    [{ broker: 'mqtt://hall:secret@127.0.0.1', brokerCredentials }, /HOST:PORT/],
    [{ broker: 'https://127.0.0.1', brokerCredentials }, /HOST:PORT/],
    [{ broker: 'mqtt://broker.example.invalid', brokerCredentials }, /mqtts:/],
  ])('is not %j', (options, why) => {
    expect(problemOfShared(options)).toMatch(why);
  });
});
