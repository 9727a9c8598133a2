import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * `node relay.ts SOCKET FILE`, the command ippeveprinter runs for a job: tells the station which job it is, hands its
 * lines to ippeveprinter (standard error), and ends as it says. A station that is gone is a printer without power.
 */
const [socket = '', file = ''] = process.argv.slice(2);
const { IPP_JOB_NAME: name = '', IPP_JOB_ORIGINATING_USER_NAME: user = '' } = process.env;
// A leading @ is an abstract socket: no file, and no limit of 108 bytes for where it may be.
const station = createConnection(socket.replace(/^@/, '\0'));
station.on('error', () => process.exit(1));
station.write(`${JSON.stringify({ file, name, user })}\n`);

let code = 1;
for await (const line of createInterface({ input: station })) {
  const end = /^END (\d)$/.exec(line);
  if (end === null) process.stderr.write(`${line}\n`);
  else {
    code = Number(end[1]);
    break;
  }
}
process.exit(code);
