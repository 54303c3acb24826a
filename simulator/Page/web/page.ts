import { SimulatedClock } from "./clock.js";
import { DetailsPanel } from "./details-panel.js";
import { EventsPanel } from "./events-panel.js";
import { FaultsPanel } from "./faults-panel.js";
import { Feed } from "./feed.js";
import { HeaderPanel } from "./header-panel.js";
import { InstancesPanel } from "./instances-panel.js";
import { IronicPanel } from "./ironic-panel.js";
import { NodesPanel } from "./nodes-panel.js";
import type { Panel } from "./panel.js";
import { RacksPanel } from "./racks-panel.js";
import { Scene } from "./scene.js";
import { Selection } from "./selection.js";
import { SummaryPanel } from "./summary-panel.js";
import { WorkPanel } from "./work-panel.js";

const elements: Readonly<Record<string, new () => Panel>> = {
  "sim-header": HeaderPanel,
  "sim-summary": SummaryPanel,
  "sim-racks": RacksPanel,
  "sim-nodes": NodesPanel,
  "sim-instances": InstancesPanel,
  "sim-ironic": IronicPanel,
  "sim-work": WorkPanel,
  "sim-faults": FaultsPanel,
  "sim-details": DetailsPanel,
  "sim-events": EventsPanel,
};

for (const [name, type] of Object.entries(elements)) {
  customElements.define(name, type);
}

const panels = [...document.querySelectorAll<Panel>(Object.keys(elements).join(","))];
const header = find("sim-header", HeaderPanel);
const events = find("sim-events", EventsPanel);
const details = find("sim-details", DetailsPanel);
const clock = new SimulatedClock();
const selection = new Selection(() => details.choose(selection.chosen));
details.addEventListener("dismiss", () => selection.clear());

new Feed({
  snapshot(snapshot) {
    clock.tell(snapshot.clock);
    const scene = new Scene(snapshot);
    for (const panel of panels) {
      panel.show(scene, clock);
    }

    selection.show(scene);
    document.body.classList.add("ready");
  },
  opened() {
    events.opened();
  },
  entries(entries) {
    const newest = entries.at(-1);
    if (newest) {
      clock.hear(newest.at);
    }

    events.add(entries);
  },
  connection(live) {
    if (!live) {
      clock.stop();
    }

    header.connected(live, clock);
  },
}).start();

window.setInterval(() => {
  if (clock.runs) {
    header.tick(clock);
  }
}, 200);

function find<T extends Panel>(name: string, type: new () => T): T {
  const element = document.querySelector(name);
  if (!(element instanceof type)) {
    throw new Error(`The page has no ${name}.`);
  }

  return element;
}
