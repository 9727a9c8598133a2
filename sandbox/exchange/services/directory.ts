import type { Population } from '../../population/population.ts';
import { loadDepartments, openDatasets } from '../dataset-grants.ts';
import type { CheckRegister } from '../identity/check-register.ts';
import { openItems } from '../item-register.ts';
import type { LedgerStore } from '../ledger.ts';
import type { LicenceRegister } from '../licences/licence-register.ts';
import type { SealIdentity } from '../licences/seal-document.ts';
import type { ServiceAddress } from '../xroad/service-address.ts';
import { createBooking } from './booking.ts';
import { casesServices } from './cases.ts';
import { dataService } from './data.ts';
import { identityCodeService } from './identity-codes.ts';
import { licencesServices } from './licences.ts';
import { createOfficeQueues, type OfficeQueues } from './office-queue.ts';
import { passwordService } from './password.ts';
import { createPayment, type Payment } from './payment.ts';
import { portraitService } from './portrait.ts';
import { ratingService } from './rating.ts';
import { dismissalService, remindersService } from './reminders.ts';
import type { Service } from './service.ts';

export type Lookup =
  | { readonly found: true; readonly service: Service }
  | { readonly found: false; readonly problem: 'unknown-member' | 'unknown-service' | 'access-denied' };

/** Who provides what behind the exchange, and the wallet that pays for it. */
export type Directory = {
  readonly find: (address: ServiceAddress, method: string) => Lookup;
  readonly pay: Payment['pay'];
  readonly queues: Pick<OfficeQueues, 'all' | 'wish'>;
};

export type DirectoryParts = {
  readonly ledger: LedgerStore;
  readonly population: Population;
  readonly clock: () => Date;
  readonly seed: string;
  readonly instance: string;
  readonly area: string;
  /** `flows/` of the release: its data sets and departments. */
  readonly flowsDirectory: string;
  readonly register: LicenceRegister;
  readonly checks: CheckRegister;
  readonly sealOf: (organisation: string) => Promise<SealIdentity>;
  /** Public address of the verification page. */
  readonly verifyPage: string;
  readonly onChange: (what: string) => void;
};

/** The treasury is no department with items of its own; it is a member all the same. */
const TREASURY = 'finance';

export const createDirectory = (parts: DirectoryParts): Directory => {
  const findDataset = openDatasets(`${parts.flowsDirectory}/datasets`);
  const departments = loadDepartments(`${parts.flowsDirectory}/departments.yaml`);
  const booking = createBooking(parts);
  const payment = createPayment(parts);
  const queues = createOfficeQueues(parts);
  const fixed: Readonly<Record<string, Service>> = {
    ...prefixed(
      'cases',
      casesServices({ ...parts, booking, itemOf: openItems(`${parts.flowsDirectory}/items`) }),
    ),
    ...prefixed(
      'licences',
      licencesServices({ ...parts, nameOf: (department) => departments.get(department) ?? department }),
    ),
    'booking/slots': booking.slots,
    'rating/submit': ratingService(parts),
  };
  const treasury: Readonly<Record<string, Service>> = prefixed('payment', {
    open: payment.open,
    query: payment.query,
    close: payment.close,
  });
  /** What one department alone can do, by its id. */
  const own: Readonly<Record<string, Readonly<Record<string, Service>>>> = {
    /** Issues social-security cards and their electronic ones: it alone reads their codes and knows their passwords. */
    hrss: { 'identity/resolve-code': identityCodeService(parts), 'password/verify': passwordService(parts) },
    /** Runs the service portal. */
    govsvc: {
      'reminders/evaluate': remindersService(parts),
      'reminders/dismiss': dismissalService(parts),
      'office-queue/read': queues.read,
    },
    /** Holds everybody's portrait. */
    police: { 'portrait/compare': portraitService(parts) },
  };

  const serviceOf = ({ member, subsystem, service }: ServiceAddress): Service | undefined => {
    const code = `${subsystem}/${service}`;
    if (member === TREASURY) return Object.hasOwn(treasury, code) ? treasury[code] : undefined;
    if (subsystem === 'data') {
      const dataset = findDataset(service);
      return dataset?.department === member ? dataService(dataset, parts) : undefined;
    }
    const ofMember = Object.hasOwn(own, member) ? own[member] : undefined;
    if (ofMember && Object.hasOwn(ofMember, code)) return ofMember[code];
    return Object.hasOwn(fixed, code) ? fixed[code] : undefined;
  };

  return {
    pay: payment.pay,
    queues,
    find: (address, method) => {
      const { instance, memberClass, member } = address;
      const known = member === TREASURY || departments.has(member);
      if (instance !== parts.instance || memberClass !== 'GOV' || !known)
        return { found: false, problem: 'unknown-member' };
      const service = serviceOf(address);
      if (service === undefined) return { found: false, problem: 'unknown-service' };
      // Endpoint rights are given for `POST /v1`; a person's number must never travel in a query string.
      if (method !== 'POST' || address.path !== '/v1') return { found: false, problem: 'access-denied' };
      return { found: true, service };
    },
  };
};

const prefixed = (subsystem: string, services: Readonly<Record<string, Service>>) =>
  Object.fromEntries(Object.entries(services).map(([code, service]) => [`${subsystem}/${code}`, service]));
