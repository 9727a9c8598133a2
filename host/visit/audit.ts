import type { SessionNews } from '../../flows/session/contract.ts';
import type { AuditEvent } from '../journal/audit-event.ts';

/** What a piece of session news says in the audit trail; null for what stands there already in other words. */
export function auditOf(news: SessionNews, versionOf: (item: string) => number): AuditEvent | null {
  switch (news.type) {
    case 'visit-started':
      return { kind: 'visit-started' };
    case 'identified':
      return { kind: 'card-read', document: news.document };
    case 'card-refused':
      return { kind: 'card-failed', code: news.fault };
    case 'item-started':
      return { kind: 'item-started', item: news.item, version: versionOf(news.item), hash: news.hash };
    case 'item-ended':
      return { kind: 'item-ended', item: news.item, outcome: news.outcome };
    case 'face-agreed':
      return { kind: 'face-agreed', item: news.item };
    case 'assurance-raised':
      return { kind: 'assurance-raised', level: news.level };
    case 'card-taken':
      return { kind: 'card-taken' };
    case 'card-left':
      return { kind: 'card-left' };
    case 'paper-left':
      return { kind: 'paper-left' };
    case 'visit-ended':
      return { kind: 'visit-ended', how: 'cleared' };
    case 'rated':
      return null;
    default:
      return news satisfies never;
  }
}
