import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enrol } from './enrol.ts';
import { loadConfig } from './load-config.ts';
import { main } from './main.ts';

/* A hall that answers what the test says, on a port of its own. */
const street = readFileSync(fileURLToPath(new URL('profiles/street.yaml', import.meta.url)), 'utf8');
const CODE = 'F5F7-PK3V-M84S';
const COMMAND_KEY = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
const taken = {
  realm: 'zj-hz',
  hall: 'tonglu-1',
  username: 'TL-003',
  password: 'made-at-enrolment',
  expiresAt: Date.parse('2027-12-29T00:00:00Z'),
  mqttPort: 1883,
  commandKey: COMMAND_KEY,
};

let directory: string;
let configFile: string;
let passwordFile: string;
let hall: string;
let server: Server;
let answer: { status: number; body: string };
let asked: unknown[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'once-enrol-'));
  configFile = join(directory, 'config.yaml');
  const secrets = join(directory, 'secrets');
  passwordFile = join(secrets, 'hall-password');
  mkdirSync(secrets);
  writeFileSync(configFile, `# as the builder left it\n${street.replace('/etc/once/secrets', secrets)}`);
  asked = [];
  answer = { status: 200, body: JSON.stringify(taken) };
  server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    asked.push([request.method, request.url, JSON.parse(Buffer.concat(chunks).toString())]);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the hall listens on a port');
  hall = `http://127.0.0.1:${address.port}`;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(directory, { recursive: true });
});

const ask = () => enrol({ configFile, hall, code: CODE });

describe('enrolment', () => {
  it('redeems the code, keeps the password for the host alone, and says in the configuration whom to report to', async () => {
    expect(await ask()).toMatchObject({ ok: true });
    expect(asked).toEqual([['POST', '/enrol', { kiosk: 'TL-003', code: CODE }]]);
    const loaded = await loadConfig(configFile);
    expect(loaded.ok && loaded.config.fleet).toEqual({
      url: 'mqtt://127.0.0.1:1883',
      realm: 'zj-hz',
      http: hall,
      username: 'TL-003',
      commandKey: COMMAND_KEY,
    });
    expect(readFileSync(passwordFile, 'utf8')).toBe('made-at-enrolment\n');
    expect(statSync(passwordFile).mode & 0o777).toBe(0o600);
    const written = readFileSync(configFile, 'utf8');
    expect(written).toContain('# as the builder left it');
    expect(written).not.toContain('made-at-enrolment');
  });

  it('once more takes the place of the one before', async () => {
    await ask();
    answer = { status: 200, body: JSON.stringify({ ...taken, realm: 'zj-fy', password: 'another' }) };
    await ask();
    const loaded = await loadConfig(configFile);
    expect(loaded.ok && loaded.config.fleet?.realm).toBe('zj-fy');
    expect(readFileSync(passwordFile, 'utf8')).toBe('another\n');
  });

  it('at a hall that has no key of its own says that nothing will have effect', async () => {
    answer.body = JSON.stringify({ ...taken, commandKey: undefined });
    const said: string[] = [];
    const args = ['enrol', '--config', configFile, '--hall', hall, '--code', CODE];
    expect(await main(args, { out: (text) => said.push(text), err: (text) => said.push(text) })).toBe(0);
    expect(said.join('')).toMatch(/reports to mqtt:.*until 2027-12-29.*\n.*nothing it says will have effect/);
  });
});

describe('what cannot be', () => {
  it('a wrong code changes nothing', async () => {
    const before = readFileSync(configFile, 'utf8');
    answer = { status: 403, body: '{"error":"refused"}' };
    expect(await ask()).toEqual({ ok: false, problem: { kind: 'refused' } });
    expect(readFileSync(configFile, 'utf8')).toBe(before);
  });

  it.each(['http://hall.example.invalid:8700', 'mqtt://127.0.0.1:1883', 'hall'])(
    'a code is not sent in the clear beyond this machine, nor to what is no hall: %s',
    async (address) => {
      expect(await enrol({ configFile, hall: address, code: CODE })).toMatchObject({
        ok: false,
        problem: { kind: 'address' },
      });
    },
  );

  it.each([
    ['a configuration that is wrong', () => writeFileSync(configFile, 'version: 1\n')],
    ['no place for the password', () => rmSync(join(directory, 'secrets'), { recursive: true })],
  ])('%s is told before the code is spent', async (_, spoil) => {
    spoil();
    expect(await ask()).toMatchObject({ ok: false, problem: { kind: 'config' } });
    expect(asked).toEqual([]);
  });

  it('a hall that is not there is told as such', async () => {
    const away = await enrol({ configFile, hall: 'http://127.0.0.1:9', code: CODE });
    expect(away).toMatchObject({ ok: false, problem: { kind: 'unreachable' } });
  });

  it.each([
    ['another form', '{"hello":1}'],
    ['a name no machine has', JSON.stringify({ ...taken, realm: 'Not A Realm' })],
  ])('an answer of %s leaves the configuration as it was', async (_, body) => {
    const before = readFileSync(configFile, 'utf8');
    answer.body = body;
    expect(await ask()).toMatchObject({ ok: false, problem: { kind: 'unusable' } });
    expect(readFileSync(configFile, 'utf8')).toBe(before);
  });
});
