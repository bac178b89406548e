/** What has to be confirmed before the first live key, as a page hands it to the form. */
export interface AttestationText {
  version: number;
  text: string;
}
