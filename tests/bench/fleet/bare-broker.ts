import { createServer } from 'node:net';
import { Aedes } from 'aedes';

/** What the embedded hall is measured against: the same broker, letting everybody in, with a subscriber that drops everything. */
const broker = await Aedes.createBroker();
await new Promise<void>((resolve) => {
  broker.subscribe('#', (_packet, done) => done(), resolve);
});
const server = createServer(broker.handle);
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.stdout.write('{"ready":true}\n'));
