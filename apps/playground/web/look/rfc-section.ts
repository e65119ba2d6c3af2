/** A section of an RFC: where something is laid down. */
export interface RfcSection {
  readonly rfc: number;
  readonly section: string;
}
