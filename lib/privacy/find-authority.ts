export interface Authority {
  country: string;
  name: string;
  url: string;
  /** Who else is responsible, where one authority is not all there is. */
  note?: string;
}

/** Where people may complain about us, by the country where they live: GDPR 77 and its like elsewhere. */
export const authorities: readonly Authority[] = [
  { country: "AT", name: "Österreichische Datenschutzbehörde", url: "https://dsb.gv.at" },
  {
    country: "AU",
    name: "Office of the Australian Information Commissioner",
    url: "https://www.oaic.gov.au",
  },
  {
    country: "BE",
    name: "Autorité de protection des données / Gegevensbeschermingsautoriteit",
    url: "https://www.dataprotectionauthority.be",
  },
  { country: "BG", name: "Commission for Personal Data Protection", url: "https://cpdp.bg" },
  { country: "BR", name: "Autoridade Nacional de Proteção de Dados", url: "https://www.gov.br/anpd" },
  { country: "CA", name: "Office of the Privacy Commissioner of Canada", url: "https://www.priv.gc.ca" },
  {
    country: "CH",
    name: "Eidgenössischer Datenschutz- und Öffentlichkeitsbeauftragter",
    url: "https://www.edoeb.admin.ch",
  },
  {
    country: "CY",
    name: "Office of the Commissioner for Personal Data Protection",
    url: "https://www.dataprotection.gov.cy",
  },
  { country: "CZ", name: "Úřad pro ochranu osobních údajů", url: "https://uoou.gov.cz" },
  {
    country: "DE",
    name: "Die Bundesbeauftragte für den Datenschutz und die Informationsfreiheit",
    url: "https://www.bfdi.bund.de",
    note: "For companies the authority of the Land is responsible; it may be the one where you live: https://www.datenschutzkonferenz-online.de/datenschutzaufsichtsbehoerden.html",
  },
  { country: "DK", name: "Datatilsynet", url: "https://www.datatilsynet.dk" },
  { country: "EE", name: "Andmekaitse Inspektsioon", url: "https://www.aki.ee" },
  { country: "ES", name: "Agencia Española de Protección de Datos", url: "https://www.aepd.es" },
  { country: "FI", name: "Tietosuojavaltuutetun toimisto", url: "https://tietosuoja.fi" },
  {
    country: "FR",
    name: "Commission nationale de l'informatique et des libertés",
    url: "https://www.cnil.fr",
  },
  { country: "GB", name: "Information Commissioner's Office", url: "https://ico.org.uk" },
  { country: "GR", name: "Hellenic Data Protection Authority", url: "https://www.dpa.gr" },
  { country: "HR", name: "Agencija za zaštitu osobnih podataka", url: "https://azop.hr" },
  { country: "HU", name: "Nemzeti Adatvédelmi és Információszabadság Hatóság", url: "https://www.naih.hu" },
  { country: "IE", name: "Data Protection Commission", url: "https://www.dataprotection.ie" },
  { country: "IS", name: "Persónuvernd", url: "https://www.personuvernd.is" },
  {
    country: "IT",
    name: "Garante per la protezione dei dati personali",
    url: "https://www.garanteprivacy.it",
  },
  { country: "JP", name: "Personal Information Protection Commission", url: "https://www.ppc.go.jp" },
  { country: "KR", name: "Personal Information Protection Commission", url: "https://www.pipc.go.kr" },
  { country: "LI", name: "Datenschutzstelle", url: "https://www.datenschutzstelle.li" },
  { country: "LT", name: "Valstybinė duomenų apsaugos inspekcija", url: "https://vdai.lrv.lt" },
  {
    country: "LU",
    name: "Commission nationale pour la protection des données",
    url: "https://cnpd.public.lu",
  },
  { country: "LV", name: "Datu valsts inspekcija", url: "https://www.dvi.gov.lv" },
  { country: "MT", name: "Information and Data Protection Commissioner", url: "https://idpc.org.mt" },
  { country: "NL", name: "Autoriteit Persoonsgegevens", url: "https://www.autoriteitpersoonsgegevens.nl" },
  { country: "NO", name: "Datatilsynet", url: "https://www.datatilsynet.no" },
  { country: "NZ", name: "Office of the Privacy Commissioner", url: "https://www.privacy.org.nz" },
  { country: "PL", name: "Urząd Ochrony Danych Osobowych", url: "https://uodo.gov.pl" },
  { country: "PT", name: "Comissão Nacional de Proteção de Dados", url: "https://www.cnpd.pt" },
  {
    country: "RO",
    name: "Autoritatea Națională de Supraveghere a Prelucrării Datelor cu Caracter Personal",
    url: "https://www.dataprotection.ro",
  },
  { country: "SE", name: "Integritetsskyddsmyndigheten", url: "https://www.imy.se" },
  { country: "SG", name: "Personal Data Protection Commission", url: "https://www.pdpc.gov.sg" },
  { country: "SI", name: "Informacijski pooblaščenec", url: "https://www.ip-rs.si" },
  { country: "SK", name: "Úrad na ochranu osobných údajov", url: "https://dataprotection.gov.sk" },
  {
    country: "US",
    name: "California Privacy Protection Agency",
    url: "https://cppa.ca.gov",
    note: "For people in California, beside the Attorney General: https://oag.ca.gov/privacy. Elsewhere in the United States, the attorney general of the state.",
  },
  { country: "ZA", name: "Information Regulator", url: "https://inforegulator.org.za" },
];

/** The authority for somebody who lives in a country, two letters of ISO 3166-1; null where we know of none. */
export const findAuthority = (country: string): Authority | null =>
  authorities.find((one) => one.country === country) ?? null;
