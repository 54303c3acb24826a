import type { ComposedNode, Device, IronicNode, Snapshot, System, WorkItem } from "./wire.js";

/** A snapshot with the questions the page asks of it answered once. */
export class Scene {
  readonly systems: readonly System[];
  readonly devices: readonly Device[];
  /** Changes when anything about nodes changes that is drawn in a rack. */
  readonly nodesMark: string;
  private readonly systemsById: ReadonlyMap<string, System>;
  private readonly devicesById: ReadonlyMap<string, Device>;
  private readonly nodesById: ReadonlyMap<string, ComposedNode>;
  private readonly ironicBySystem: ReadonlyMap<string, IronicNode>;

  constructor(readonly snapshot: Snapshot) {
    const drawers = snapshot.racks.flatMap(rack => rack.drawers);
    this.systems = drawers.flatMap(drawer => drawer.sleds).flatMap(sled => sled.system ?? []);
    this.devices = drawers.flatMap(drawer => drawer.devices);
    this.systemsById = new Map(this.systems.map(system => [system.id, system]));
    this.devicesById = new Map(this.devices.map(device => [device.id, device]));
    this.nodesById = new Map(snapshot.nodes.map(node => [node.id, node]));
    this.nodesMark = JSON.stringify(snapshot.nodes.map(node => [node.id, node.name, node.state]));
    this.ironicBySystem = new Map(snapshot.ironic.flatMap(node => node.system === null ? [] : [[node.system, node] as const]));
  }

  system(id: string | null): System | undefined { return id === null ? undefined : this.systemsById.get(id); }

  device(id: string): Device | undefined { return this.devicesById.get(id); }

  node(id: string | null): ComposedNode | undefined { return id === null ? undefined : this.nodesById.get(id); }

  /** The core writes its own id of a node into the node's description. */
  nodeOfCore(uuid: string | null): ComposedNode | undefined {
    return uuid === null ? undefined : this.snapshot.nodes.find(node => `${node.description} ${node.name}`.includes(uuid));
  }

  ironicOn(system: string | null): IronicNode | undefined { return system === null ? undefined : this.ironicBySystem.get(system); }

  /** A failed node taints what it holds; a part can also be broken on its own. */
  isFailed(part: System | Device): boolean {
    return part.health === "Critical" || this.node(part.node)?.state === "Failed";
  }

  /** Work is about a node by its id, or about the system under it. */
  runningWorkOf(node: ComposedNode): readonly WorkItem[] {
    return this.snapshot.work.filter(work => work.state === "Running" && (work.subject === node.id || work.subject === node.system));
  }

  whereIs(id: string): string | undefined {
    for (const rack of this.snapshot.racks) {
      for (const drawer of rack.drawers) {
        const slot = drawer.sleds.find(sled => sled.system?.id === id)?.slot ?? drawer.devices.find(device => device.id === id)?.slot;
        if (slot !== undefined) {
          return `${rack.name}, ${drawer.name}, slot ${slot}`;
        }
      }
    }

    return undefined;
  }
}
