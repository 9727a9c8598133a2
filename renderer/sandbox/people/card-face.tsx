import type { IdentityDocument } from '../../../sandbox/population/citizen.ts';
import type { CitizenFile } from '../api.ts';
import { useWords } from '../words/use-words.ts';

/** The card in the hand of who stands there, with what a reader would hand out, and the records behind the person. */
export function CardFace({ file }: { readonly file: CitizenFile | null }) {
  const words = useWords();
  if (file === null) return <p className="card-face nobody">{words.people.nobodyStands}</p>;
  const { document } = file;
  return (
    <div className="card-holder">
      <div className={`card-face ${document.type}`}>
        <p className="card-kind">{words.document[document.type]}</p>
        <p className="card-name" lang="zh-CN">
          {file.name}
        </p>
        {subtitleOf(document).map((line) => (
          <p key={line} className="card-line" lang="zh-CN">
            {line}
          </p>
        ))}
        <p className="card-line card-facts">
          <span>{words.people[file.sex]}</span>
          <span>
            {words.document.born} {file.birthDate}
          </span>
          <span>
            {words.document.validTo} {document.validTo ?? words.document.longTerm}
          </span>
        </p>
        <p className="card-number">{file.number}</p>
      </div>
      <details>
        <summary>
          {words.people.records} ({Object.keys(file.records).length}) <code>{file.id}</code>
        </summary>
        <pre className="json">{JSON.stringify(file.records, null, 1)}</pre>
      </details>
    </div>
  );
}

function subtitleOf(document: IdentityDocument): readonly string[] {
  switch (document.type) {
    case 'resident':
      return [`${document.nation} · ${document.address}`];
    case 'hmt-residence-permit':
      return [document.address, document.passNumber];
    case 'foreigner-2017':
    case 'foreigner-2023':
      return [`${document.englishName} · ${document.nationality}`];
    default:
      return document satisfies never;
  }
}
