import type { Transport } from '../transport.ts';

/** Report size of every reader seen; reports are not numbered. */
const reportBytes = 64;

/**
 * SDT frames over HID reports: a command is one output report, padded with zeros; a reply is a run of input reports
 * whose padding the frame decoder passes over, before a preamble and behind a frame alike.
 *
 * @param hid whose every write is one report, its first byte the report id, and whose `bytes` are whole input reports
 */
export function sdtOverReports(hid: Transport): Transport {
  return {
    ...hid,
    write: async (frame) => {
      // No command of a kiosk comes near; the module would take the first report for the whole.
      if (frame.length > reportBytes)
        return { ok: false, error: { kind: 'protocol', detail: `a command of ${frame.length} bytes` } };
      const report = new Uint8Array(1 + reportBytes);
      report.set(frame, 1);
      return hid.write(report);
    },
  };
}
