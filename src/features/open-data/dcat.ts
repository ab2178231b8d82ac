import { type DatasetName, datasetNames, formats, licenceOf, licences } from './dataset.ts';

export interface CatalogParts {
  /** Address of the tenant's pages. */
  home: string;
  title: string;
  description: string;
  publisher: string;
  /** Kemendagri's code of the region; null for an invented one. */
  areaCode: string | null;
  datasets: Record<DatasetName, { title: string; text: string; changedAt: Date | null }>;
}

const mediaTypes = { csv: 'text/csv', json: 'application/json' } as const;
const vocabulary = 'http://publications.europa.eu/resource/authority';

/** The terms written out here, so that no program has to fetch them. */
const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  'dct:license': { '@type': '@id' },
  'dct:language': { '@type': '@id' },
  'dct:accrualPeriodicity': { '@type': '@id' },
  'dct:modified': { '@type': 'xsd:dateTime' },
  'dcat:theme': { '@type': '@id' },
  'dcat:mediaType': { '@type': '@id' },
  'dcat:accessURL': { '@type': '@id' },
  'dcat:downloadURL': { '@type': '@id' },
  'dcat:landingPage': { '@type': '@id' },
  'dcat:endpointURL': { '@type': '@id' },
  'dcat:endpointDescription': { '@type': '@id' },
  'dcat:servesDataset': { '@type': '@id' },
  'foaf:homepage': { '@type': '@id' },
} as const;

/** The catalogue in DCAT 3 with the obligatory fields of DCAT-AP 3, as JSON-LD. */
export function catalogOf(parts: CatalogParts) {
  const { home, title, description, publisher } = parts;
  const agent = { '@id': `${home}/#pengelola`, '@type': 'foaf:Agent', 'foaf:name': publisher };
  const datasets = datasetNames.map((name) => datasetOf(parts, name, agent['@id']));
  return {
    '@context': context,
    '@id': `${home}/data/catalog.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': { '@value': title, '@language': 'id' },
    'dct:description': { '@value': description, '@language': 'id' },
    'dct:language': `${vocabulary}/language/IND`,
    'dct:license': licences['CC-BY-4.0'],
    'dct:publisher': agent,
    'foaf:homepage': `${home}/data`,
    'dcat:dataset': datasets,
    'dcat:service': {
      '@id': `${home}/api/v1`,
      '@type': 'dcat:DataService',
      'dct:title': { '@value': title, '@language': 'id' },
      'dcat:endpointURL': `${home}/api/v1`,
      'dcat:endpointDescription': `${home}/api/v1/openapi.json`,
      'dcat:servesDataset': datasets.map((one) => one['@id']),
    },
  };
}

function datasetOf({ home, datasets, areaCode }: CatalogParts, name: DatasetName, publisher: string) {
  const { title, text, changedAt } = datasets[name];
  const region = areaCode && { 'dct:spatial': { '@type': 'dct:Location', 'dct:identifier': areaCode } };
  return {
    '@id': `${home}/data#${name}`,
    '@type': 'dcat:Dataset',
    'dct:identifier': name,
    'dct:title': { '@value': title, '@language': 'id' },
    'dct:description': { '@value': text, '@language': 'id' },
    'dct:publisher': { '@id': publisher },
    'dct:license': licences[licenceOf(name)],
    'dct:accrualPeriodicity': `${vocabulary}/frequency/CONT`,
    'dcat:theme': `${vocabulary}/data-theme/GOVE`,
    'dcat:landingPage': `${home}/data#${name}`,
    ...(changedAt ? { 'dct:modified': changedAt.toISOString() } : {}),
    ...region,
    'dcat:distribution': formats.map((format) => ({
      '@id': `${home}/data/${name}.${format}`,
      '@type': 'dcat:Distribution',
      'dct:license': licences[licenceOf(name)],
      'dcat:accessURL': `${home}/data#${name}`,
      'dcat:downloadURL': `${home}/data/${name}.${format}`,
      'dcat:mediaType': `https://www.iana.org/assignments/media-types/${mediaTypes[format]}`,
    })),
  };
}
