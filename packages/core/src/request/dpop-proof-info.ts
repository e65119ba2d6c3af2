/** What is worth knowing of a verified DPoP proof (RFC 9449 section 4.2). */
export interface DpopProofInfo {
  /** The thumbprint of the proof's key (RFC 7638). */
  jkt: string;
  jti: string;
  /** Seconds since the epoch. */
  iat: number;
}
