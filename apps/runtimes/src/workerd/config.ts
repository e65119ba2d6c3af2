import type { ProfileName } from '@holdfast/auth-conformance';
import type { TestIssuer } from '@holdfast/auth-testing';

/** What a worker is told. */
export interface WorkerSetting {
  readonly profile: ProfileName;
  readonly keys: Pick<TestIssuer, 'jwks' | 'jwksUri'>;
  /** The port of 127.0.0.1 where its network ends. */
  readonly outside: number;
}

/** Writes the configuration of a workerd that serves `worker.js`, which lies beside it. */
export function workerdConfig({ profile, keys, outside }: WorkerSetting): string {
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "api", worker = (
      compatibilityDate = "2026-11-01",
      modules = [
        (name = "main", esModule = "export { worker as default } from 'worker.js';"),
        (name = "worker.js", esModule = embed "worker.js"),
      ],
      bindings = [
        (name = "PROFILE", text = ${JSON.stringify(profile)}),
        (name = "KEYS", json = ${JSON.stringify(JSON.stringify(keys))}),
        (name = "CLOCK", service = "outside"),
      ],
      globalOutbound = "outside",
    )),
    (name = "outside", external = (address = "127.0.0.1:${outside}", http = ())),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", service = "api", http = ())],
);
`;
}
