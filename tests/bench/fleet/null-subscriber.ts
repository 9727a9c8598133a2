import mqtt from 'mqtt';

/** Takes everything a broker has, and drops it. */
const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${process.argv[2]}`, { protocolVersion: 4 });
await client.subscribeAsync('#', { qos: 1 });
process.stdout.write('{"ready":true}\n');
