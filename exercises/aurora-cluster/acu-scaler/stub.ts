import type { Acu, AcuConfiguration, AcuScaler, AcuSecond } from "four-of-six/cluster";

/** Makes the scaler of one instance. Hover over a name to read what it promises. */
export function createAcuScaler({ minAcu, maxAcu, autoPauseMs }: AcuConfiguration): AcuScaler {
  // What has to be remembered from one second to the next?
  return {
    tick(second: AcuSecond): Acu {
      return 0;
    },
  };
}
