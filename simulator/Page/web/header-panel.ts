import type { SimulatedClock } from "./clock.js";
import { el, keyed, setAttributes, setText, show, type View } from "./dom.js";
import { Panel } from "./panel.js";
import type { Scene } from "./scene.js";
import { day, timeOfDay } from "./wording.js";

interface Address { readonly name: string; readonly url: string }

const copiedFor = 1500;

/** Which pod this is, what time it is there, where its faces answer, and whether the page still hears from it. */
export class HeaderPanel extends Panel {
  private readonly pod = el("h1", {}, "Rack simulator");
  private readonly identity = el("p", { class: "pod-id" });
  private readonly date = el("span", { class: "clock-date" });
  private readonly time = el("span", { class: "clock-time" }, "--:--:--");
  private readonly mode = el("span", { class: "clock-mode" });
  private readonly seed = el("span", { class: "seed-number" }, "–");
  private readonly connection = el("span", { class: "connection", role: "status", "aria-live": "polite", "data-connection": "lost" }, "Connecting…");
  private readonly addresses = el("ul", { class: "addresses", "aria-label": "Addresses" });
  private readonly banner = el("p", { class: "lost-banner", hidden: true });
  private readonly breaches = el("p", { class: "breach-banner", role: "alert", hidden: true });
  private heard = false;

  connectedCallback(): void {
    this.append(
      el("div", { class: "header-line" },
        el("div", { class: "pod" }, el("img", { src: "/favicon.svg", alt: "", width: 36, height: 36 }), el("div", {}, this.pod, this.identity)),
        el("div", { class: "clock" }, el("div", { class: "clock-reading" }, this.date, this.time), this.mode),
        el("div", { class: "seed" }, el("span", { class: "seed-label" }, "seed"), this.seed),
        this.connection),
      this.addresses,
      this.banner,
      this.breaches);
  }

  show(scene: Scene, clock: SimulatedClock): void {
    const { pod, seed, addresses, breaches } = scene.snapshot;
    setText(this.pod, pod.name || pod.id);
    setText(this.identity, `pod ${pod.id} · ${pod.uuid}`);
    setText(this.seed, String(seed));
    const known: Address[] = [
      { name: "Redfish", url: addresses.redfish ?? "" },
      { name: "Ironic", url: addresses.ironic ?? "" },
      { name: "Valence", url: addresses.valence ?? "" },
    ];
    keyed(this.addresses, known.filter(address => address.url !== ""), address => address.name, addressView);
    setText(this.breaches, `The law of conservation is broken. ${breaches.join(" ")}`);
    show(this.breaches, breaches.length > 0);
    document.title = `${pod.name || pod.id} · rack simulator`;
    this.tick(clock);
  }

  override tick(clock: SimulatedClock): void {
    const now = clock.now();
    setText(this.date, day(now));
    setText(this.time, timeOfDay(now));
    const scale = /^scaled=(.+)$/.exec(clock.mode)?.[1];
    const mode = scale ? `scaled ×${scale}` : clock.mode;
    setText(this.mode, clock.frozen ? `${mode}, frozen` : clock.mode === "virtual" ? "virtual, moves when told" : `${mode} time`);
    setAttributes(this.mode, { "data-frozen": clock.frozen });
  }

  connected(live: boolean, clock: SimulatedClock): void {
    setAttributes(this.connection, { "data-connection": live ? "live" : "lost" });
    setText(this.connection, live ? "Live" : this.heard ? "Disconnected" : "Connecting…");
    document.body.classList.toggle("disconnected", !live && this.heard);
    if (!live && this.heard && this.banner.hidden) {
      setText(this.banner, `The simulator does not answer. What you see is from ${timeOfDay(clock.now())} simulated time; the page keeps trying.`);
    }

    show(this.banner, !live && this.heard);
    this.heard ||= live;
  }
}

function addressView({ name }: Address): View<Address> {
  const url = el("code");
  const copy = el("button", { type: "button", class: "copy", "aria-label": `Copy the address of ${name}` }, "Copy");
  const root = el("li", {}, el("span", { class: "address-name" }, name), url, copy);
  copy.addEventListener("click", () => void copyText());
  return { root, update: address => setText(url, address.url) };

  async function copyText(): Promise<void> {
    try {
      await navigator.clipboard.writeText(url.textContent ?? "");
      setText(copy, "Copied");
    } catch {
      // Without leave to write the clipboard the address is at least selected for the keyboard.
      getSelection()?.selectAllChildren(url);
      setText(copy, "Selected");
    }

    window.setTimeout(() => setText(copy, "Copy"), copiedFor);
  }
}
