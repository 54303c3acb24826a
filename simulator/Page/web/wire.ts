/** What GET /sim/v1/snapshot and the journal events carry. Times are ISO 8601 in simulated time. */

export type Health = "OK" | "Warning" | "Critical";
export type Power = "Off" | "On" | "PoweringOn" | "PoweringOff";
export type NodeState = "Allocating" | "Allocated" | "Assembling" | "Assembled" | "Failed";
export type WorkState = "Running" | "Done" | "Failed" | "Cancelled";

export interface Pod { readonly id: string; readonly name: string; readonly uuid: string }

/** mode: "real", "virtual" or "scaled=<factor>". */
export interface ClockReading { readonly mode: string; readonly now: string; readonly frozen: boolean }

/** What sits in a rack: unit is the lowest one it fills, counted from 1 at the bottom. */
export interface Mounted { readonly id: string; readonly name: string; readonly unit: number; readonly height: number; readonly health: Health }

export interface PowerSupply extends Mounted { readonly watts: number }
export interface Switch extends Mounted { readonly ports: number }
export interface StorageService extends Mounted { readonly drives: number; readonly capacityGiB: number; readonly allocatedGiB: number }

export interface System {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly processors: number;
  readonly cores: number;
  readonly memoryMiB: number;
  readonly drives: number;
  readonly nics: number;
  readonly power: Power;
  readonly health: Health;
  readonly bootTarget: string;
  /** Id of the composed node that holds it. */
  readonly node: string | null;
}

export interface Sled { readonly id: string; readonly slot: number; readonly system: System | null }

export interface Device {
  readonly id: string;
  readonly slot: number;
  readonly kind: string;
  readonly name: string;
  readonly model: string;
  readonly capacityGiB: number;
  readonly health: Health;
  readonly node: string | null;
  readonly erased: boolean;
}

export interface Fan { readonly id: string; readonly name: string; readonly health: Health; readonly rpm: number }

export interface Drawer extends Mounted {
  readonly kind: string;
  readonly sleds: readonly Sled[];
  readonly devices: readonly Device[];
  readonly fans: readonly Fan[];
}

export interface Rack {
  readonly id: string;
  readonly name: string;
  readonly units: number;
  readonly powerSupplies: readonly PowerSupply[];
  readonly switches: readonly Switch[];
  readonly drawers: readonly Drawer[];
  readonly storageServices: readonly StorageService[];
}

export interface ComposedNode {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly state: NodeState;
  readonly health: Health;
  readonly power: Power;
  readonly system: string | null;
  readonly devices: readonly string[];
  readonly since: string;
  readonly cores: number;
  readonly memoryMiB: number;
  readonly reason: string | null;
}

export interface IronicNode {
  readonly uuid: string;
  readonly name: string | null;
  readonly provisionState: string;
  readonly targetProvisionState: string | null;
  readonly powerState: string | null;
  readonly targetPowerState: string | null;
  readonly maintenance: boolean;
  readonly lastError: string | null;
  readonly system: string | null;
}

export interface InstanceStep { readonly name: string; readonly state: string; readonly detail: string | null }

/** An instance of the core, in the core's own words. */
export interface Instance {
  readonly uuid: string;
  readonly name: string;
  readonly state: string;
  /** "undo …" on the way back; null at rest. */
  readonly step: string | null;
  readonly composed: boolean | null;
  readonly nodeId: string | null;
  readonly ironicUuid: string | null;
  readonly powerState: string | null;
  readonly fault: string | null;
  readonly operation: string;
  readonly operationState: string;
  readonly attempt: number;
  readonly steps: readonly InstanceStep[];
}

export interface Step {
  readonly name: string;
  readonly state: "Waiting" | "Running" | "Done" | "Failed";
  readonly since: string | null;
  readonly due: string | null;
  readonly detail: string | null;
}

export interface WorkItem {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly title: string;
  readonly state: WorkState;
  readonly percentComplete: number;
  readonly since: string;
  readonly ended: string | null;
  readonly error: string | null;
  readonly steps: readonly Step[];
}

export interface Fault { readonly id: string; readonly where: string; readonly what: string; readonly struck: number; readonly matched: number }

export interface Addresses { readonly redfish?: string | null; readonly ironic?: string | null; readonly valence?: string | null }

export interface Snapshot {
  readonly pod: Pod;
  readonly seed: number;
  readonly clock: ClockReading;
  readonly racks: readonly Rack[];
  readonly nodes: readonly ComposedNode[];
  readonly ironic: readonly IronicNode[];
  readonly instances: readonly Instance[];
  readonly work: readonly WorkItem[];
  readonly faults: readonly Fault[];
  readonly addresses: Addresses;
  /** Where the law of conservation is broken now, one sentence each. */
  readonly breaches: readonly string[];
}

export interface JournalEntry {
  readonly sequence: number;
  readonly at: string;
  readonly room: string;
  readonly subject: string;
  readonly what: string;
  readonly text: string;
}
